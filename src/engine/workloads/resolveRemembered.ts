import type { Workload } from '../../core/comparison/workload.ts'
import { readChosenRungs, readRememberedCalls } from './rememberedCalls.ts'
import { functionId } from './workloadRequest.ts'
import type { WorkloadRequest } from './workloadRequest.ts'

/**
 * The call that was remembered for the function.
 * @throws HeatlineError when the file of remembered calls cannot be read or understood
 */
export function resolveRemembered(request: WorkloadRequest): Workload | null {
  const id = functionId(request)
  // The inputs that the user chose since.
  if (readChosenRungs(request.root).has(id)) return null
  const expression = readRememberedCalls(request.root).get(id)
  return expression === undefined ? null : { kind: 'call', expression, origin: 'remembered' }
}
