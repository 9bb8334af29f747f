import type { Workload } from '../../core/comparison/workload.ts'
import type { WorkloadRequest } from './workloadRequest.ts'

/** The call that was given with the command. */
export function resolveOption({ option }: WorkloadRequest): Workload | null {
  return option === null ? null : { kind: 'call', expression: option.trim(), origin: 'option' }
}
