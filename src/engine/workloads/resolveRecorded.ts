import { readFileSync, realpathSync } from 'node:fs'
import { HeatlineError } from '../../core/heatlineError.ts'
import { hashText } from '../../core/source/bodyHash.ts'
import { callToFillIn } from '../../core/source/callWithoutArguments.ts'
import { targetCode } from '../../core/source/targetCode.ts'
import type { RecordedInputs } from '../../core/workloads/recordedInputs.ts'
import { bundleUnderLock } from '../bundleUnderLock.ts'
import { sandboxFor } from '../measure/sandboxFor.ts'
import { checkReplay } from '../recording/checkReplay.ts'
import { namesFor } from '../recording/namesFor.ts'
import { recordCalls } from '../recording/recordCalls.ts'
import type { Recorded } from '../recording/recordCalls.ts'
import { storeRefusal } from '../recording/recordingStore.ts'
import { functionId } from './workloadRequest.ts'
import type { WorkloadRequest } from './workloadRequest.ts'
import type { Rung, RungAnswer, RungTools } from './rung.ts'

/** Calls that the function's tests make, recorded once and replayed. A function without receiver and parameters has nothing to record. */
export const resolveRecorded: Rung = async (request, tools, signal) => {
  const { fn } = request
  const takesNothing = fn.parameters.length === 0 && fn.kind !== 'setter' && fn.reach.kind !== 'instance'
  if (takesNothing || fn.reach.kind === 'nested') return { kind: 'none', reason: null }
  const first = await record(request, tools, false, signal)
  if (first.kind !== 'recorded') return first
  const answer = await replay(request, tools, first, signal)
  // The code has changed since: what its tests call it with, and what comes of it, may have too.
  if (answer.kind === 'found' || !first.isStored) return answer
  const second = await record(request, tools, true, signal)
  return second.kind === 'recorded' ? await replay(request, tools, second, signal) : second
}

async function record({ root, file, fn }: WorkloadRequest, { node, installation, overlays, events }: RungTools, anew: boolean, signal: AbortSignal): Promise<Extract<Recorded, { readonly kind: 'recorded' }> | Extract<RungAnswer, { readonly kind: 'none' }>> {
  const recorded = await recordCalls({ root, file, fn, overlays, node, installation, anew }, {
    onWaiting: (holder) => events.onStage('waiting', holder),
    onTests: (names) => events.onStage('runningTests', names),
    onLog: (line) => events.onLog(line),
    onOutput: (text) => events.onLog(text.trimEnd()),
  }, signal)
  if (recorded.kind === 'cancelled') throw signal.reason
  // Most functions have no tests: that is no news.
  return recorded.kind === 'untested' ? { kind: 'none', reason: null } : recorded
}

async function replay(request: WorkloadRequest, tools: RungTools, { recording, path, isStored }: Extract<Recorded, { readonly kind: 'recorded' }>, signal: AbortSignal): Promise<RungAnswer> {
  const { root, file, fn, functions } = request
  const { text, overlays, node, installation, allowedActions, events } = tools
  const { names, imports, missing } = namesFor(recording.references, realpathSync.native(file))
  if (missing !== null) return { kind: 'none', reason: `The recorded calls need ${missing.name}, which ${missing.file} does not export.` }
  const code = targetCode(text, file, fn, { names, imports, renders: false, countsStatements: false })
  if (code === null) return { kind: 'none', reason: `No call from outside reaches \`${fn.name}\`.` }
  const inputs: RecordedInputs = { path, rows: recording.rows.length, calls: recording.calls, tests: recording.tests, names, imports, notes: recording.warnings }
  const problem = await bundleUnderLock({ root, file, overlays, node, installation }, { id: functionId(request), code }, events, signal, async ({ bundle, directory }) => {
    if (bundle instanceof HeatlineError) throw bundle
    events.onStage('replaying', null)
    const sandbox = sandboxFor({ allowedActions, root, file, installation }, bundle, directory)
    return await checkReplay({ name: fn.name, file, root }, inputs, { bundle, sandbox, directory, node, installation }, signal)
  })
  if (problem !== null) {
    if (!isStored) await storeRefusal(path, hashText(readFileSync(file, 'utf8')), problem)
    return { kind: 'none', reason: problem }
  }
  return { kind: 'found', workload: { kind: 'recorded', expression: callToFillIn(fn, functions) ?? fn.name, inputs } }
}
