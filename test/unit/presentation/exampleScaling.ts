import type { Scaling } from '../../../src/core/comparison/scaling.ts'
import { fitScaling } from '../../../src/core/statistics/fitScaling.ts'
import { exampleRun } from './exampleRun.ts'

/** A quadratic function whose smallest size is left out, in milliseconds per call at sizes from 16 on. */
const quickest = [0.0021, 0.0036, 0.0118, 0.0451, 0.178, 0.706, 2.83]

/** The scaling of the example run's function. */
export function exampleScaling(changes: Partial<Scaling> = {}): Scaling {
  const sizes = quickest.map((ms, index) => ({ size: 16 * 2 ** index, ms, processesMs: [ms * 1.02, ms, ms * 1.6], calls: 400 }))
  const run = exampleRun()
  return {
    id: 'scaling-1',
    startedAt: run.startedAt,
    root: run.root,
    outcome: 'completed',
    message: null,
    messageAt: null,
    deniedAction: null,
    function: run.function,
    workload: run.workload,
    sizes,
    fit: fitScaling(sizes),
    loadingMs: 2100,
    measuringMs: 5800,
    environment: run.environment,
    warnings: ['Size n is the length of an array of 5: cut, or repeated from the beginning.'],
    ...changes,
  }
}
