import type { Direction, Trend, TrendPoint } from '../../core/comparison/trend.ts'
import { countOf } from '../../core/presentation/describeRun.ts'
import { describeTrend, describeTrendChange, sparkline } from '../../core/presentation/describeTrend.ts'
import { formatDifference, formatSigned } from '../../core/presentation/formatDifference.ts'
import { fewestPoints } from '../../core/statistics/changePoints.ts'
import type { RunTextOptions } from './runTextOptions.ts'
import type { Look } from './terminalStyle.ts'

const looks: Readonly<Record<Direction, Look>> = { degrading: 'hot', improving: 'good', stable: 'plain', unclear: 'dim' }
const mostRows = 15
const widest = 80

/** A function's trend for people, ending with a line break: how it went in a line and in words, then its versions, the newest last. */
export function trendText(trend: Trend, name: string, place: string, { style, width }: Pick<RunTextOptions, 'style' | 'width'>): string {
  const { points, changes, direction, unlinked } = trend
  const header = `${style('bold', name)}  ${style('dim', place)}`
  if (points.length === 0) return `${header}\n\nNothing was compared yet: heatline compare ${place}\n`
  const shown = points.slice(-mostRows)
  const first = points.length - shown.length
  const sections = [
    header,
    `${sparkline(points.map(({ index }) => index), Math.min(width ?? widest, widest))}\n${style(looks[direction], style('bold', describeTrend(trend)))}`,
    changes.length < 2 ? '' : changes.map((change) => `  ${describeTrendChange(trend, change)}`).join('\n'),
    [style('dim', 'version       step  vs first'), ...shown.map((point, index) => rowOf(point, shown[index - 1] ?? points[first - 1] ?? null, changes.some(({ at }) => at === first + index), style))].join('\n'),
    notes(points.length, first, unlinked).map((note) => style('dim', note)).join('\n'),
  ]
  return `${sections.filter((section) => section !== '').join('\n\n')}\n`
}

/** The version, its step from the one before, and where it stands to the first. */
function rowOf({ commit, isDirty, version, index, interval }: TrendPoint, before: TrendPoint | null, isChange: boolean, style: RunTextOptions['style']): string {
  const name = `${commit?.slice(0, 8) ?? version.slice(0, 8)}${isDirty ? '+' : ''}`.padEnd(10)
  const step = before === null ? '' : formatSigned(index / before.index - 1)
  const difference = index - 1
  const total = before === null ? 'the first' : `${difference < 0 ? '▼' : '▲'} ${formatDifference(difference, { low: interval.low - 1, high: interval.high - 1 })}`
  return `${style('dim', name)}${step.padStart(8)}  ${total}${isChange ? style('warm', '  ← changed') : ''}`
}

function notes(count: number, left: number, unlinked: number): readonly string[] {
  return [
    ...(left > 0 ? [`${countOf(left, 'earlier version')} not listed`] : []),
    ...(unlinked > 0 ? [`${countOf(unlinked, 'version')} left out: no comparison connects ${unlinked === 1 ? 'it' : 'them'} with the newest`] : []),
    ...(count < fewestPoints ? [`From ${fewestPoints} versions on Heatline looks for where it changed`] : []),
    'Ratios that were measured side by side, chained: times of different days are never compared',
  ]
}
