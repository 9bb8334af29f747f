import type { Workload } from '../../core/comparison/workload.ts'
import { callWithoutArguments } from '../../core/source/callWithoutArguments.ts'
import type { WorkloadRequest } from './workloadRequest.ts'

/** Nothing, for a function that needs nothing: a call that Heatline makes up, and so runs in the sandbox. */
export function resolveNone({ fn }: WorkloadRequest): Workload | null {
  const expression = callWithoutArguments(fn)
  return expression === null ? null : { kind: 'none', expression }
}
