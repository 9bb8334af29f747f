import type { Difference } from '../../../src/core/comparison/difference.ts'
import type { TriedValue, Tuning } from '../../../src/core/tune/tuning.ts'
import { exampleDifference } from '../presentation/exampleComparison.ts'
import { exampleRun } from '../presentation/exampleRun.ts'

/** A value whose time was measured. */
export function measuredValue(value: number, relativeDifference: number, halfWidth: number, verdict: Difference['verdict'] = 'inconclusive', pairs = 6): TriedValue {
  return { kind: 'measured', value, time: exampleDifference({ verdict, relativeDifference, confidenceInterval: { low: relativeDifference - halfWidth, high: relativeDifference + halfWidth }, pairs }), sameAnswers: true }
}

/** 32 instead of 16: an eighth less time. */
export function exampleTuning(changes: Partial<Tuning> = {}): Tuning {
  const run = exampleRun()
  const best = measuredValue(32, -0.125, 0.01, 'faster', 12)
  return {
    id: 'tuning-1',
    startedAt: run.startedAt,
    root: run.root,
    outcome: 'completed',
    message: null,
    deniedAction: null,
    function: run.function,
    workload: run.workload,
    constant: { name: 'CHUNK', file: 'src/cart.ts', line: 2, value: 16, start: 60, end: 62 },
    range: { low: 1, high: 64, spacing: { kind: 'step', step: 1 } },
    tried: [
      measuredValue(1, 4.2, 0.3, 'regression'),
      { kind: 'excluded', value: 3, message: 'The answers differ: with 16 it returned 6, with 3 it returned 7.' },
      measuredValue(8, 0.2, 0.03, 'regression'),
      best,
      measuredValue(64, -0.03, 0.05),
    ],
    decision: best.kind === 'measured' ? { kind: 'better', value: 32, time: best.time, sameAnswers: true } : null,
    seconds: 41.2,
    environment: run.environment,
    warnings: [],
    ...changes,
  }
}
