import type { Run } from '../core/comparison/run.ts'
import type { Workload } from '../core/comparison/workload.ts'
import type { ProfileEvents, ProfileRequest } from './profileFunction.ts'
import { longestTestsMs, profileTests } from './profileTests.ts'
import { findProfiled } from './subject.ts'

/** A function and the tests that it is run in. */
export type InTestRequest = Pick<ProfileRequest, 'root' | 'file' | 'text' | 'functionName' | 'node' | 'installation'> & { readonly workload: Extract<Workload, { readonly kind: 'test' }> }

/** Runs that were made to see whether tests do for a function: taken over when it is profiled with them, once. */
const rehearsals = new WeakMap<Workload, Run>()

/**
 * Runs tests to see whether they spend enough time in a function; profiling it with the same workload then does not run
 * them again.
 */
export async function rehearseTest(request: Omit<InTestRequest, 'workload'> & { readonly workload: Workload; readonly events: Pick<ProfileEvents, 'onStage' | 'onLog'> }, limitMs: number, signal: AbortSignal): Promise<Run> {
  const { workload, events } = request
  if (workload.kind !== 'test') throw new Error('Internal error: no tests to rehearse')
  const run = await runInTest({ ...request, workload }, limitMs, { ...events, onOutput: () => {}, onPartial: () => {} }, signal)
  rehearsals.set(workload, run)
  return run
}

/** Profiles a function within tests that call it: they are the workload, its lines and its share are what is asked for. */
export async function profileInTest(request: ProfileRequest, workload: InTestRequest['workload'], events: ProfileEvents, signal: AbortSignal): Promise<Run> {
  const rehearsed = rehearsals.get(workload)
  rehearsals.delete(workload)
  const run = rehearsed ?? await runInTest({ ...request, workload }, longestTestsMs, events, signal)
  return { ...run, warnings: [...run.warnings, ...request.notes] }
}

async function runInTest({ root, file, text, functionName, workload, node, installation }: InTestRequest, limitMs: number, events: ProfileEvents, signal: AbortSignal): Promise<Run> {
  const { target, profiled } = findProfiled({ root, file, text, functionName })
  return await profileTests({ root, tests: workload.tests, profiled, target: { file, name: target.name }, workload, limitMs, node, installation }, events, signal)
}
