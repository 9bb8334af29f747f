import type { Comparison } from './comparison.ts'
import type { Difference } from './difference.ts'
import type { Verdict } from './verdict.ts'

/** What a comparison as a whole says, and the figure that says it. */
export interface WeightiestDifference {
  readonly verdict: Verdict
  readonly figure: 'time' | 'memory'
  readonly difference: Difference
}

const isNotable = (verdict: Verdict): boolean => verdict !== 'unchanged' && verdict !== 'inconclusive'

/** A regression of any figure first, of time before memory; then what time says, and memory where time says nothing. Throughput rests on time's interval. */
export function weightiestDifference({ time, throughput, memory }: Pick<Comparison, 'time' | 'throughput' | 'memory'>): WeightiestDifference {
  if (time.verdict === 'regression' || throughput.verdict === 'regression') return { verdict: 'regression', figure: 'time', difference: time }
  if (memory.verdict === 'regression' || (!isNotable(time.verdict) && isNotable(memory.verdict))) return { verdict: memory.verdict, figure: 'memory', difference: memory }
  return { verdict: time.verdict, figure: 'time', difference: time }
}
