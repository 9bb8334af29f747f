import type { Trend, TrendChange } from '../comparison/trend.ts'
import { countOf } from './describeRun.ts'
import { formatPercent } from './formatDifference.ts'
import { fewestPoints } from '../statistics/changePoints.ts'

const ticks = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'] as const

/** Less than that from lowest to highest is drawn flat: a sparkline must not make a mountain of 1%. */
const leastRange = 0.05

/** Indices as a line of block characters, one a point; of more than fit the last. */
export function sparkline(indices: readonly number[], width: number): string {
  const shown = indices.slice(-Math.max(1, width))
  const lowest = Math.min(...shown)
  const range = Math.max(Math.max(...shown) - lowest, leastRange * lowest)
  return shown.map((index) => ticks[Math.min(ticks.length - 1, Math.floor(((index - lowest) / range) * ticks.length))] ?? '').join('')
}

/** How a function's time went, in words, without a full stop: `degrading: 18% slower from 3f2a1bc0 on`. */
export function describeTrend(trend: Trend): string {
  const { points, changes, direction } = trend
  const last = points.at(-1)
  if (last === undefined) return 'nothing was compared yet'
  const change = changes.at(-1)
  if (change !== undefined) return `${direction}: ${describeTrendChange(trend, change)}`
  if (points.length >= fewestPoints) return `${direction}: no change in ${countOf(points.length, 'version')}`
  const difference = last.index - 1
  const since = `in ${countOf(points.length, 'version')}`
  if (direction === 'unclear') return `unclear: too little is known to say, ${since}`
  return direction === 'stable' ? `stable ${since}` : `${direction}: ${formatPercent(difference)} ${difference > 0 ? 'slower' : 'faster'} ${since}`
}

/** A change in words: `18% slower from 3f2a1bc0 on`. */
export function describeTrendChange({ points }: Pick<Trend, 'points'>, { at, relativeDifference }: TrendChange): string {
  const point = points[at]
  const commit = point?.commit?.slice(0, 8) ?? null
  const where = commit === null ? `version ${at + 1}` : point?.isDirty === true ? `the edits on ${commit}` : commit
  return `${formatPercent(relativeDifference)} ${relativeDifference > 0 ? 'slower' : 'faster'} from ${where} on`
}
