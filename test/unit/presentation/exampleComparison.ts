import type { Check } from '../../../src/core/comparison/check.ts'
import type { Comparison } from '../../../src/core/comparison/comparison.ts'
import type { Difference } from '../../../src/core/comparison/difference.ts'
import { exampleRun } from './exampleRun.ts'

/** A difference of 18%, with what a test changes. */
export function exampleDifference(changes: Partial<Difference> = {}): Difference {
  return {
    verdict: 'regression',
    relativeDifference: 0.18,
    confidenceInterval: { low: 0.15, high: 0.21 },
    pValue: 0.0078125,
    minimumDetectableEffect: 0.02,
    pairs: 8,
    threshold: 0.15,
    base: 0.0124,
    current: 0.0146,
    ...changes,
  }
}

/** The example run's function against `main`. */
export function exampleComparison(changes: Partial<Comparison> = {}): Comparison {
  const run = exampleRun()
  const time = changes.time ?? exampleDifference()
  return {
    id: 'comparison-1',
    startedAt: run.startedAt,
    root: run.root,
    outcome: 'completed',
    message: null,
    deniedAction: null,
    function: run.function,
    base: { kind: 'commit', label: 'main', commit: '3f2a1bc09d8e7f6a5b4c3d2e1f0a9b8c7d6e5f4a', runId: null, file: 'src/cart.ts', functionName: 'Cart.total', text: null },
    workload: run.workload,
    time,
    throughput: exampleDifference({ relativeDifference: -0.1525, confidenceInterval: { low: -0.1736, high: -0.1304 }, threshold: 0.1, base: 80_645, current: 68_493 }),
    memory: exampleDifference({ verdict: 'unchanged', relativeDifference: 0, confidenceInterval: { low: 0, high: 0 }, pValue: 1, minimumDetectableEffect: 0.001, threshold: 0.2, base: 1536, current: 1536 }),
    sameAnswers: true,
    causes: [
      { file: 'src/cart.ts', line: 8, functionName: 'Cart.total', differenceMsPerCall: 0.0018, differenceBytesPerCall: null, change: 'added' },
      { file: 'src/tax.ts', line: 1, functionName: 'round', differenceMsPerCall: 0.0004, differenceBytesPerCall: 96, change: 'same' },
    ],
    seconds: 2.31,
    environment: run.environment,
    warnings: [],
    ...changes,
  }
}

/** A comparison in which nothing changed, but what a test does. */
export function unchangedComparison(changes: Partial<Comparison> = {}): Comparison {
  const time = exampleDifference({ verdict: 'unchanged', relativeDifference: 0.001, confidenceInterval: { low: -0.008, high: 0.01 }, pValue: 0.84, current: 0.0124 })
  return exampleComparison({ time, throughput: { ...time, threshold: 0.1 }, causes: [], ...changes })
}

/** A comparison that cannot be told. */
export function inconclusiveComparison(changes: Partial<Comparison> = {}): Comparison {
  const time = exampleDifference({ verdict: 'inconclusive', relativeDifference: 0.02, confidenceInterval: { low: -0.021, high: 0.064 }, pValue: 0.31, minimumDetectableEffect: 0.06, pairs: 16, current: 0.0126 })
  return unchangedComparison({ time, throughput: { ...time, threshold: 0.1 }, ...changes })
}

/** A check of five functions, one of each kind that matters. */
export function exampleCheck(changes: Partial<Check> = {}): Check {
  const faster = exampleDifference({ verdict: 'improvement', relativeDifference: -0.3, confidenceInterval: { low: -0.32, high: -0.28 }, current: 0.0087 })
  return {
    startedAt: exampleRun().startedAt,
    root: '/shop',
    functions: [
      named('same', 20, unchangedComparison()),
      named('Cart.total', 5, exampleComparison()),
      named('quick', 30, unchangedComparison({ time: faster })),
      named('vague', 40, inconclusiveComparison({ sameAnswers: false, warnings: ['The answers differ: the baseline returned 1, the current version returned 2.'] })),
      { id: 'src/tax.ts#round', file: 'src/tax.ts', name: 'round', line: 0, result: { kind: 'failed', message: '`round` is not in main: there is nothing to compare it with.' } },
    ],
    seconds: 31.4,
    wasCancelled: false,
    ...changes,
  }
}

function named(name: string, line: number, comparison: Comparison): Check['functions'][number] {
  const id = `src/cart.ts#${name}`
  return { id, file: 'src/cart.ts', name, line, result: { kind: 'compared', comparison: { ...comparison, function: { ...comparison.function, id, name } } } }
}
