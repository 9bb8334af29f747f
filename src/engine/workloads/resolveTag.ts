import type { Workload } from '../../core/comparison/workload.ts'
import type { WorkloadRequest } from './workloadRequest.ts'

/** The call in the function's JSDoc: `@profile fib(25)`. */
export function resolveTag({ fn }: WorkloadRequest): Workload | null {
  return fn.profileTag === null ? null : { kind: 'call', expression: fn.profileTag, origin: 'tag' }
}
