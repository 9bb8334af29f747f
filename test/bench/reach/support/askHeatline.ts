import path from 'node:path'
import { HeatlineError } from '../../../../src/core/heatlineError.ts'
import { discoverFunctions } from '../../../../src/core/source/discoverFunctions.ts'
import type { SourceFunction } from '../../../../src/core/source/sourceFunction.ts'
import type { ImportedName } from '../../../../src/core/workloads/generatedInputs.ts'
import { canRender } from '../../../../src/engine/inputs/canRender.ts'
import { recordThroughCallers } from '../../../../src/engine/callers/recordThroughCallers.ts'
import type { CallersAnswer } from '../../../../src/engine/callers/recordThroughCallers.ts'
import { generateInputs } from '../../../../src/engine/inputs/generateInputs.ts'
import { findNode } from '../../../../src/engine/node/findNode.ts'
import { needsNothing } from '../../../../src/engine/workloads/needsNothing.ts'
import { resolveNone } from '../../../../src/engine/workloads/resolveNone.ts'
import { resolveRecorded } from '../../../../src/engine/workloads/resolveRecorded.ts'
import type { RungAnswer } from '../../../../src/engine/workloads/rung.ts'
import type { CapturedTask } from '../child/attempt.ts'
import { noTest } from './verdict.ts'

/** What the product is asked: a function, and what its random choices begin from. Paths are absolute. */
export interface HeatlineQuestion {
  readonly root: string
  readonly file: string
  readonly text: string
  readonly fn: SourceFunction
  readonly seed: number
  /** `callers`: through another function, where it cannot be called itself, or nothing that is made for it does. `tests`: recorded from them. */
  readonly from: 'types' | 'callers' | 'tests'
}

/** What the product would run the function with. */
export interface HeatlineInputs {
  readonly rows: readonly string[]
  readonly drive: string | null
  readonly names: readonly string[]
  readonly imports: readonly ImportedName[]
  readonly renders: boolean
  readonly takesThis?: boolean
  readonly setups?: readonly ImportedName[]
}

/** Inputs of another function, which calls this one. */
export interface ThroughAnswer {
  readonly kind: 'through'
  /** Absolute path of its module, and `SourceFunction.name`. */
  readonly caller: { readonly file: string; readonly name: string }
  readonly inputs: HeatlineInputs
  /** Its calls of the function are captured and made again; null where its own calls are what runs. */
  readonly captured: CapturedTask | null
}

/** Calls that the function's tests make. */
export interface RecordedAnswer {
  readonly kind: 'recorded'
  /** Absolute: where the recording is kept. */
  readonly path: string
  readonly names: readonly string[]
  readonly imports: readonly ImportedName[]
}

/** The product's answer: inputs, or what it says for want of them. */
export type HeatlineAnswer = { readonly kind: 'inputs'; readonly inputs: HeatlineInputs } | ThroughAnswer | RecordedAnswer | { readonly kind: 'none'; readonly reason: string; readonly detail: string }

const repository = path.resolve(import.meta.dirname, '../../../..')

/** All that the bench knows of how the product finds inputs, as a click on the function would have it. */
export async function askHeatline({ root, file, text, fn, seed, from }: HeatlineQuestion): Promise<HeatlineAnswer> {
  const { functions } = discoverFunctions(text, file)
  const request = { root, file, fn, functions, option: null }
  if (from === 'types' && !canRender(file, text, fn) && needsNothing(file, text, fn) && resolveNone(request) !== null) return { kind: 'inputs', inputs: withoutArguments(fn) }
  const tools = {
    text, overlays: new Map<string, string>(), allowedActions: [], typescriptFolder: repository, installation: { directory: path.join(repository, 'dist'), version: '0.0.0' }, events: { onStage() {}, onLog() {} },
    node: await findNode({ configuredPath: process.execPath, configuredIn: '--node', cwd: repository, env: process.env, editorExecPath: null }),
  }
  try {
    if (from === 'tests') return recordedAnswer(await resolveRecorded(request, tools, AbortSignal.timeout(120_000)))
    if (from === 'callers') return throughAnswer(await recordThroughCallers(request, tools, AbortSignal.timeout(120_000), seed))
    const answer = await generateInputs(request, tools, AbortSignal.timeout(120_000), seed)
    return answer.kind === 'found' ? { kind: 'inputs', inputs: answer.inputs } : { kind: 'none', reason: `no inputs: ${briefly(answer.reason)}`, detail: answer.reason }
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    return { kind: 'none', reason: error instanceof HeatlineError ? 'no inputs: does not bundle' : 'no inputs: an error of the product', detail: message }
  }
}

function throughAnswer(answer: CallersAnswer): HeatlineAnswer {
  if (answer.kind === 'none') return { kind: 'none', reason: 'no caller', detail: answer.reason }
  const { workload } = answer
  const { file, name, inputs } = workload.kind === 'captured' ? workload.captured : workload.caller
  return { kind: 'through', caller: { file, name }, inputs, captured: workload.kind === 'captured' ? { copies: workload.captured.copies, skipped: workload.captured.skipped } : null }
}

function recordedAnswer(answer: RungAnswer): HeatlineAnswer {
  if (answer.kind === 'none') return { kind: 'none', reason: answer.reason === null ? noTest : `not recorded: ${briefly(answer.reason)}`, detail: answer.reason ?? '' }
  if (answer.workload.kind !== 'recorded') throw new Error('The product recorded no calls.')
  const { path: recording, names, imports } = answer.workload.inputs
  return { kind: 'recorded', path: recording, names, imports }
}

/** The call that the product makes up for what needs nothing. */
function withoutArguments({ reach }: SourceFunction): HeatlineInputs {
  if (reach.kind !== 'instance') return { rows: ['[]'], drive: null, names: [], imports: [], renders: false }
  return { rows: [`[new ${reach.className}()]`], drive: null, names: [reach.className.split(/[.[]/u)[0] ?? reach.className], imports: [], renders: false }
}

/** The sentence without what is the function's own. */
function briefly(reason: string): string {
  const thrown = /most often ([\w$]+)/u.exec(reason)
  if (thrown !== null) return `threw ${thrown[1] ?? ''}`
  return reason.replace(/`[^`]*`/gu, 'it').replace(/^No inputs were generated: /u, '').replace(/\d+/gu, 'n')
}
