import { HeatlineError } from '../../core/heatlineError.ts'
import type { ProfileRequest } from '../profileFunction.ts'

/** Two versions are compared call by call. @throws HeatlineError where the function is run by a test or a program */
export function requireCalls({ workload, functionName }: Pick<ProfileRequest, 'workload' | 'functionName'>): void {
  if (workload.kind === 'test' || workload.kind === 'program') throw new HeatlineError(`\`${functionName}\` is run by a test, which takes as long as the test does: nothing to compare call by call. Choose other inputs, or name a call.`)
}
