import type { Workload } from '../../core/comparison/workload.ts'
import { readRememberedCalls } from './rememberedCalls.ts'
import { functionId } from './workloadRequest.ts'
import type { WorkloadRequest } from './workloadRequest.ts'

/**
 * The call that was remembered for the function.
 * @throws HeatlineError when the file of remembered calls cannot be read or understood
 */
export function resolveRemembered(request: WorkloadRequest): Workload | null {
  const expression = readRememberedCalls(request.root).get(functionId(request))
  return expression === undefined ? null : { kind: 'call', expression, origin: 'remembered' }
}
