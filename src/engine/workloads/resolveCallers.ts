import { recordThroughCallers } from '../callers/recordThroughCallers.ts'
import { needsNothing } from './needsNothing.ts'
import type { Rung } from './rung.ts'

/** Calls that happen when another function is run with generated inputs: for what cannot be called alone, or needs a context. */
export const resolveCallers: Rung = async (request, tools, signal) => {
  // What needs nothing is run with nothing.
  if (needsNothing(request.file, tools.text, request.fn)) return { kind: 'none', reason: null }
  const answer = await recordThroughCallers(request, tools, signal)
  return answer.kind === 'none' ? answer : { kind: 'found', workload: answer.workload, coverage: answer.coverage }
}
