import type { Workload } from '../../core/comparison/workload.ts'
import { HeatlineError } from '../../core/heatlineError.ts'
import { callerCode } from '../../core/source/callerCode.ts'
import type { FunctionInModule } from '../../core/source/callerCode.ts'
import { callToFillIn } from '../../core/source/callWithoutArguments.ts'
import type { CallerInputs } from '../../core/workloads/callerInputs.ts'
import type { GeneratedInputs } from '../../core/workloads/generatedInputs.ts'
import { bundleUnderLock } from '../bundleUnderLock.ts'
import { sandboxFor } from '../measure/sandboxFor.ts'
import { generateInputs } from '../inputs/generateInputs.ts'
import type { RungTools } from '../workloads/rung.ts'
import { functionId } from '../workloads/workloadRequest.ts'
import type { WorkloadRequest } from '../workloads/workloadRequest.ts'
import { findCallers } from './findCallers.ts'
import type { PossibleCaller } from './findCallers.ts'
import { packageSources } from '../packageSources.ts'
import { tryCapturing } from './tryCapturing.ts'
import type { TriedCapture } from './tryCapturing.ts'

/** A workload through another function, or why there is none, in a sentence for people. */
export type CallersAnswer =
  | { readonly kind: 'found'; readonly workload: Extract<Workload, { readonly kind: 'captured' | 'within' }>; /** Of the function's statements, the share that runs, 0 to 1. */ readonly coverage: number }
  | { readonly kind: 'none'; readonly reason: string }

/** Callers that are tried: each takes a second or two. */
const mostTried = 6

/** Milliseconds after which no further caller is tried. */
const patienceMs = 20_000

/** Coverage that is good enough to look no further. */
const enoughCoverage = 0.5

/** Of the recorded calls, the share that may throw when they are made again though they had not. */
const mostFailed = 0.5

/** Of what the recorded calls ran, the share that runs when they are made again. */
const leastSame = 0.75

/**
 * Finds a function that runs this one when it is called with generated inputs. One that this one is nested in is what is measured
 * then; calls that another one makes are recorded and made again, as far as they can be.
 * @param seed what random choices begin from
 * @throws HeatlineError when the code does not bundle
 * @throws the signal's reason when it is aborted
 */
export async function recordThroughCallers(request: WorkloadRequest, tools: RungTools, signal: AbortSignal, seed?: number): Promise<CallersAnswer> {
  const { file, fn } = request
  const target: FunctionInModule = { file, text: tools.text, fn }
  const texts = new Map([...packageSources(file, tools.overlays), [file, tools.text]])
  const callers = findCallers(target, texts)
  const started = performance.now()
  const reasons: string[] = []
  let best: Extract<CallersAnswer, { readonly kind: 'found' }> | null = null
  for (const caller of callers.slice(0, mostTried)) {
    if (performance.now() - started > patienceMs) break
    const answer = await tryCaller(request, target, caller, tools, signal, seed).catch(reasonOf)
    if (answer.kind === 'none') reasons.push(answer.reason)
    else if (best === null || answer.coverage > best.coverage) best = answer
    if (best !== null && best.coverage >= enoughCoverage) break
  }
  if (best !== null) return best
  const [first] = reasons
  if (first === undefined) return none(fn.reach.kind === 'nested' ? `\`${fn.name}\` stands in code that no function around it runs.` : `No function of the package was found that calls \`${fn.name}\`.`)
  return none(first)
}

/** A caller's code that does not bundle is no fault of the function's. */
function reasonOf(error: unknown): CallersAnswer {
  if (error instanceof HeatlineError) return none(error.message)
  throw error
}

async function tryCaller(request: WorkloadRequest, target: FunctionInModule, caller: PossibleCaller, tools: RungTools, signal: AbortSignal, seed: number | undefined): Promise<CallersAnswer> {
  const { root } = request
  const { overlays, node, installation, allowedActions, events } = tools
  const callerRequest: WorkloadRequest = { root, file: caller.file, fn: caller.fn, functions: caller.functions, option: null }
  // What the function's module holds in the editor stands in the place of what is on disk.
  const withTarget = new Map([...overlays, [target.file, target.text]])
  const generated = await generateInputs(callerRequest, { ...tools, text: caller.text, overlays: withTarget }, signal, seed, {
    wanted: caller.wanted,
    setups: caller.setup === null ? [] : [caller.setup],
    codeFor: (scope) => callerCode(target, caller, { ...scope, captures: true, countsStatements: true }),
  })
  if (generated.kind === 'none') return none(`\`${caller.fn.name}\` calls \`${target.fn.name}\`, perhaps. ${generated.reason}`)
  const { inputs } = generated
  if (inputs.coverage === 0) return none(`\`${caller.fn.name}\`, run with generated inputs, does not come to \`${target.fn.name}\`.`)
  const code = callerCode(target, caller, { ...inputs, captures: true, countsStatements: true })
  if (code === null) return none(`No call from outside reaches \`${caller.fn.name}\`.`)
  return await bundleUnderLock({ root, file: caller.file, overlays: new Map([...withTarget, ...code.overlays]), node, installation }, { id: functionId(request), code }, events, signal, async ({ bundle, directory }) => {
    if (bundle instanceof HeatlineError) throw bundle
    events.onStage('tryingInputs', null)
    const sandbox = sandboxFor({ allowedActions, root, file: caller.file, installation }, bundle, directory)
    const isNested = target.fn.reach.kind === 'nested'
    const attempt = (copies: boolean): Promise<TriedCapture | null> =>
      tryCapturing({ kind: 'captured', rows: inputs.rows, drive: inputs.drive, copies, skipped: [] }, { bundle, sandbox, directory, node, installation, onLog: events.onLog }, signal)
    const withCopies = await attempt(true)
    const isCopy = isNested || (withCopies !== null && isSound(withCopies) && isSame(withCopies, inputs, code.statements))
    const tried = isCopy ? withCopies : await attempt(false)
    if (tried === null) return none(`\`${caller.fn.name}\`, run with generated inputs, does not end.`)
    if (tried.seen === 0) return none(`\`${caller.fn.name}\`, run with generated inputs, does not call \`${target.fn.name}\`.`)
    return answerFor(caller, inputs, tried, isCopy, isNested || !isSound(tried) || !isSame(tried, inputs, code.statements), code.statements)
  })
}

function answerFor(caller: PossibleCaller, inputs: GeneratedInputs, tried: TriedCapture, copies: boolean, isWithin: boolean, statements: number): CallersAnswer {
  const expression = callToFillIn(caller.fn, caller.functions) ?? caller.fn.name
  const through: CallerInputs = { file: caller.file, name: caller.fn.name, inputs, callsEach: tried.seen / Math.max(tried.callerCalls, 1) }
  if (isWithin) return { kind: 'found', coverage: inputs.coverage, workload: { kind: 'within', expression, caller: through } }
  return {
    kind: 'found',
    coverage: coverageOf(tried, statements),
    workload: { kind: 'captured', expression, captured: { ...through, calls: tried.kept - tried.failed.length, different: tried.different, copies, skipped: tried.failed } },
  }
}

/** Whether calls can be made again. */
function isSound({ kept, failed, threw }: TriedCapture): boolean {
  return kept > 0 && failed.length <= kept * mostFailed && kept - failed.length - threw.length > 0
}

/** Whether they run what the recorded calls ran: a parser whose state cannot be copied is at its text's end when its calls are made again. */
function isSame(tried: TriedCapture, { coverage }: GeneratedInputs, statements: number): boolean {
  return coverageOf(tried, statements) >= coverage * leastSame
}

function coverageOf(tried: TriedCapture, statements: number): number {
  return statements === 0 ? 1 : tried.statements.length / statements
}

function none(reason: string): CallersAnswer {
  return { kind: 'none', reason }
}
