import type { Difference } from '../../core/comparison/difference.ts'
import { median } from '../../core/statistics/median.ts'
import { signedRankInterval } from '../../core/statistics/signedRank.ts'
import type { PairMeasured } from './measurePair.ts'
import { pairRatio } from './pairRatio.ts'

/** Differences that are worth a word, as ratios. */
const drifted = 0.15
const orderMatters = 0.03
const stillWarming = 0.05

/** Below that many pairs an order is told by chance. */
const fewPairs = 4

/** Below that many blocks a pair rests on a few calls. */
const fewBlocks = 6

/** Bytes per call that a full collection leaves of calls that keep nothing: less than the smallest object, and a place that holds it. */
const leastKept = 20
const keptConfidence = 0.95

/** What makes a comparison less sure than its interval says, for people. */
export function warningsOfPairs(pairs: readonly PairMeasured[], time: Pick<Difference, 'verdict' | 'minimumDetectableEffect'>): string[] {
  const warnings: string[] = []
  const baseMs = pairs.map(({ base }) => median(base.slices) ?? 0)
  const half = Math.floor(pairs.length / 2)
  const drift = change(median(baseMs.slice(0, half)), median(baseMs.slice(half)))
  if (Math.abs(drift) > drifted) warnings.push(`The baseline itself took ${percent(drift)} ${drift > 0 ? 'longer' : 'less'} in the second half of the comparison than in the first: the machine changed its speed. Both versions met that alike.`)

  const ratios = (isBaseFirst: boolean): number[] => pairs.flatMap((pair) => (pair.baseFirst === isBaseFirst ? (pairRatio(pair) ?? []) : []))
  const [baseFirst, currentFirst] = [ratios(true), ratios(false)]
  const order = Math.abs((median(baseFirst) ?? 0) - (median(currentFirst) ?? 0))
  if (Math.min(baseFirst.length, currentFirst.length) >= fewPairs && order > orderMatters) warnings.push(`The version that ran second read ${percent(order)} different from the one that ran first.`)

  for (const side of ['base', 'current'] as const) {
    const trends = pairs.flatMap((pair) => {
      const { slices } = pair[side]
      const part = Math.floor(slices.length / 3)
      return part < 2 ? [] : [change(median(slices.slice(0, part)), median(slices.slice(-part)))]
    })
    const trend = median(trends) ?? 0
    if (trend < -stillWarming) warnings.push(`${side === 'base' ? 'The baseline' : 'The current version'} was still getting quicker while it was measured, by ${percent(trend)}: V8 had not finished optimising it.`)
  }
  if (pairs.some(({ base }) => base.slices.length < fewBlocks)) warnings.push('Calls are long: each process was measured by few of them.')
  const kept = keptBytesOf(pairs)
  if (kept > leastKept) warnings.push(`Each call keeps ${Math.round(kept)} bytes more than in the baseline after a full collection.`)
  if (time.verdict === 'inconclusive' && time.minimumDetectableEffect !== null) warnings.push(`On this machine now, as many measurements find a difference from ${percent(time.minimumDetectableEffect)} on. A less busy machine finds smaller ones.`)
  return warnings
}

/** How many bytes more a call keeps than in the baseline; 0 where the pairs do not agree that it does. */
function keptBytesOf(pairs: readonly PairMeasured[]): number {
  const more = pairs.flatMap(({ base, current }) => (base.retainedBytes === null || current.retainedBytes === null ? [] : [current.retainedBytes - base.retainedBytes]))
  return (signedRankInterval(more, keptConfidence)?.low ?? 0) > leastKept ? median(more) ?? 0 : 0
}

function change(before: number | null, after: number | null): number {
  return before === null || after === null || before === 0 ? 0 : after / before - 1
}

function percent(share: number): string {
  const points = 100 * Math.abs(share)
  return `${points < 10 ? points.toPrecision(2) : Math.round(points)}%`
}
