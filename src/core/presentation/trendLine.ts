import type { StoredComparison } from '../comparison/storedComparison.ts'
import { trendOf } from '../comparison/trend.ts'
import type { TrendPoint } from '../comparison/trend.ts'
import { describeTrend } from './describeTrend.ts'
import type { TrendLine } from './regressionsModel.ts'

/** Points that a chart has room for. */
const mostPoints = 200

/** The trend that a function's comparisons come to, for a chart; null where there is no line to draw. */
export function trendLine(comparisons: readonly StoredComparison[]): TrendLine | null {
  const trend = trendOf(comparisons)
  if (trend.points.length < 2) return null
  const changes = new Set(trend.changes.map(({ at }) => at))
  return {
    word: describeTrend(trend),
    points: trend.points.map((point, at) => ({ index: point.index, label: labelOf(point, comparisons), isChange: changes.has(at) })).slice(-mostPoints),
  }
}

/** `3f2a1bc0`, `3f2a1bc0+` with edits on it; of what was only compared with, the name it had as a base; else the day. */
function labelOf({ version, commit, isDirty, measuredAt }: TrendPoint, comparisons: readonly StoredComparison[]): string {
  if (commit !== null) return `${commit.slice(0, 8)}${isDirty ? '+' : ''}`
  const asBase = comparisons.some((each) => each.currentVersion === version) ? undefined : comparisons.find((each) => each.baseVersion === version)
  return asBase?.baseLabel ?? new Date(measuredAt).toISOString().slice(0, 10)
}
