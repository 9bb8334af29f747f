import type { Comparison } from '../comparison/comparison.ts'
import { severityOf } from '../comparison/severity.ts'
import { weightiestDifference } from '../comparison/weightiestDifference.ts'
import { formatDifference, formatRelative } from './formatDifference.ts'

/** A regression in one sentence, as a list of problems has it: `parseHeader is slower than on main: ▲ 42% [38, 46], high (threshold 15%).` */
export function problemText(comparison: Comparison): string {
  const { figure, difference } = weightiestDifference(comparison)
  const what = figure === 'memory' ? 'allocates more than' : 'is slower than'
  // Where throughput alone is beyond its threshold, time speaks for it.
  const threshold = figure === 'time' && comparison.time.verdict !== 'regression' ? `${formatRelative(comparison.throughput.threshold)} fewer calls a second` : formatRelative(difference.threshold)
  return `${comparison.function.name} ${what} ${comparison.base.label}: ${formatDifference(difference) ?? ''}, ${severityOf(comparison) ?? 'low'} (threshold ${threshold}).`
}
