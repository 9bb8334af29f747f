import { recordThroughCallers } from '../callers/recordThroughCallers.ts'
import type { Rung } from './rung.ts'

/** Calls that happen when another function is run with generated inputs: for what cannot be called alone, or needs a context. */
export const resolveCallers: Rung = async (request, tools, signal) => {
  const answer = await recordThroughCallers(request, tools, signal)
  return answer.kind === 'none' ? answer : { kind: 'found', workload: answer.workload }
}
