import type { Comparison } from '../comparison/comparison.ts'
import { worstSeverity } from '../comparison/regressions.ts'
import { weightiestDifference } from '../comparison/weightiestDifference.ts'
import { formatPercent } from './formatDifference.ts'
import { measuredText } from './measuredText.ts'

/** A regression in one sentence, as a list of problems has it: `parseHeader is slower than on main: ▲ 42% [38, 46], high (threshold 15%).` */
export function problemText(comparison: Comparison): string {
  const { figure, difference } = weightiestDifference(comparison)
  const what = figure === 'memory' ? 'allocates more than' : 'is slower than'
  // Where throughput alone is beyond its threshold, time speaks for it.
  const threshold = figure === 'time' && comparison.time.verdict !== 'regression' ? `${formatPercent(comparison.throughput.threshold)} fewer calls a second` : formatPercent(difference.threshold)
  return `${comparison.function.name} ${what} ${comparison.base.label}: ${measuredText(difference)}, ${worstSeverity(comparison) ?? 'low'} (threshold ${threshold}).`
}
