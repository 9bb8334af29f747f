import { dirname } from 'node:path'
import { HeatlineError } from '../../core/heatlineError.ts'
import { callToFillIn } from '../../core/source/callWithoutArguments.ts'
import { takesThis, usesArguments } from '../../core/source/ownText.ts'
import type { SourceFunction } from '../../core/source/sourceFunction.ts'
import { readUses } from '../../core/source/readUses.ts'
import { targetCode } from '../../core/source/targetCode.ts'
import { markAny, saysLittle, useAt } from '../../core/workloads/anyMarks.ts'
import type { TargetCode, TargetOptions } from '../../core/source/targetCode.ts'
import type { GeneratedInputs, ImportedName } from '../../core/workloads/generatedInputs.ts'
import type { CallShape } from '../../core/workloads/inputShape.ts'
import { onReceiver, untypedCall, withArguments } from '../../core/workloads/untypedCall.ts'
import { bundleUnderLock } from '../bundleUnderLock.ts'
import { callNames } from '../callers/moduleUnits.ts'
import { packageSources } from '../packageSources.ts'
import type { RungTools } from '../workloads/rung.ts'
import { functionId } from '../workloads/workloadRequest.ts'
import type { WorkloadRequest } from '../workloads/workloadRequest.ts'
import { askTypes } from '../types/askTypes.ts'
import { canRender } from './canRender.ts'
import type { TypeQuestion } from '../types/typeQuestion.ts'
import { chooseDrive } from './chooseDrive.ts'
import { chooseRows } from './chooseRows.ts'
import { exploreInputs } from './exploreInputs.ts'
import { namedSetups } from './namedSetups.ts'
import { runTrial, trialBudgetMs } from './runTrial.ts'
import type { TrialSetting, TriedRow } from './runTrial.ts'
import { sandboxFor } from '../measure/sandboxFor.ts'

/** Inputs, or why there are none, in a sentence for people. */
export type GeneratedAnswer =
  | { readonly kind: 'found'; readonly expression: string; readonly inputs: GeneratedInputs }
  | { readonly kind: 'none'; readonly reason: string }

/** Whose statements the rows are chosen by. */
export interface Aim {
  /** Names of functions that the result may hand out and that come to those statements. */
  readonly wanted: readonly string[]
  /** What is called once, with nothing, before everything else. */
  readonly setups: readonly ImportedName[]
  /** The function's module with what hands the function over and counts the statements; null where that cannot be. */
  readonly codeFor: (scope: Pick<TargetOptions, 'names' | 'imports' | 'renders' | 'setups'>) => (TargetCode & { /** Texts of other modules, by absolute path. */ readonly overlays: ReadonlyMap<string, string> }) | null
}

/** Rows that are tried. */
const triedRows = 360

/** What random choices begin from, unless the caller says otherwise. */
const usualSeed = 1

/** More of the calls than that must return. */
const leastReturned = 0.1

/** How long inputs of one of several functions are tried, in milliseconds. */
const aimedBudgetMs = trialBudgetMs / 2

/** Of the calls, the share that may throw before it is asked why. */
const mostThrown = 0.5

/** So many rows are enough, however many others throw. */
const enoughRows = 20

/**
 * Makes inputs for a function of its parameters' types: many rows of them are tried once each, in the sandbox, and those are kept
 * that the function does not throw at and that run most of its code.
 * @param aim where it is not the function's own code that should run
 * @throws HeatlineError when the code does not bundle
 * @throws the signal's reason when it is aborted
 */
export async function generateInputs(request: WorkloadRequest, tools: RungTools, signal: AbortSignal, seed: number = usualSeed, aim: Aim | null = null): Promise<GeneratedAnswer> {
  const before = aim?.setups ?? []
  const first = await generateWith(before, request, tools, signal, seed, aim)
  const isPoor = first.answer.kind === 'none' || first.answer.inputs.tried.thrown > first.answer.inputs.tried.calls * mostThrown
  if (!isPoor || first.errors.length === 0) return first.answer
  const setups = namedSetups(first.errors, request.fn, () => packageSources(request.file, tools.overlays)).filter(({ name }) => before.every((each) => each.name !== name))
  if (setups.length === 0) return first.answer
  const { answer } = await generateWith([...before, ...setups], request, tools, signal, seed, aim)
  return answer.kind === 'found' && (first.answer.kind === 'none' || answer.inputs.coverage >= first.answer.inputs.coverage) ? answer : first.answer
}

interface Generated {
  readonly answer: GeneratedAnswer
  /** What was thrown, of each call that threw. */
  readonly errors: readonly string[]
}

async function generateWith(setups: readonly ImportedName[], request: WorkloadRequest, tools: RungTools, signal: AbortSignal, seed: number, aim: Aim | null): Promise<Generated> {
  const errors: string[] = []
  return { answer: await tryInputs(setups, request, tools, signal, seed, aim, errors), errors }
}

/** @param errors takes what is thrown */
async function tryInputs(setups: readonly ImportedName[], request: WorkloadRequest, tools: RungTools, signal: AbortSignal, seed: number, aim: Aim | null, errors: string[]): Promise<GeneratedAnswer> {
  const { root, file, fn, functions } = request
  const { text, overlays, node, installation, typescriptFolder, allowedActions, events } = tools
  events.onStage('readingTypes', null)
  const bodyText = text.slice(fn.bodyRange.start, fn.bodyRange.end)
  const takesMore = usesArguments(text, file, fn)
  const wanted = aim?.wanted ?? namesWithin(fn, functions)
  const renders = canRender(file, text, fn)
  // What reaches another function's statements has no place for it.
  const isBound = aim === null && !renders && takesThis(text, file, fn)
  const bare = isBound ? onReceiver(untypedCall(fn, functions)) : untypedCall(fn, functions)
  const untyped = takesMore ? withArguments(bare) : bare
  const question = (given: readonly CallShape[] | null, used: readonly ImportedName[], from: number, count: number): TypeQuestion => ({
    file, text, cwd: dirname(file), fallback: typescriptFolder, canImport: true, ends: [fn.functionRange.end],
    rows: { target: { reach: fn.reach, kind: fn.kind, takesThis: isBound }, takesReceiver: isBound || fn.reach.kind === 'instance', untyped, usesArguments: takesMore, bodyText, wanted, seed: from, count, given, imports: used },
  })
  const answer = await askTypes(question(null, [], seed, triedRows), node, installation, signal)
  signal.throwIfAborted()
  const made = answer?.rows ?? null
  if (answer === null || made === null) return none(`No inputs were generated: the types of \`${fn.name}\` could not be read.`)
  if (made.rows.length === 0) return none(`No inputs were generated: nothing fits the types of \`${fn.name}\`.`)

  const call = answer.functions[0] ?? untyped
  const { names, imports } = answer
  const scope = { names, imports, renders, ...(setups.length > 0 && { setups }) }
  const own = targetCode(text, file, fn, { ...scope, takesThis: isBound, countsStatements: true })
  const code = aim === null ? own && { ...own, overlays } : aim.codeFor(scope)
  if (code === null) return none(`No call from outside reaches \`${fn.name}\`.`)
  const id = functionId(request)
  return await bundleUnderLock({ root, file, overlays: new Map([...overlays, ...code.overlays]), node, installation }, { id, code }, events, signal, async ({ bundle, directory }) => {
    if (bundle instanceof HeatlineError) throw bundle
    events.onStage('tryingInputs', null)
    const sandbox = sandboxFor({ allowedActions, root, file, installation }, bundle, directory)
    const startedAt = performance.now()
    // Milliseconds in which more rows were made: a large project's types take longer than calls do.
    let asking = 0
    const setting: TrialSetting = { bundle, sandbox, directory, node, installation, onLog: events.onLog, get endsAt() { return startedAt + asking + (aim === null ? trialBudgetMs : aimedBudgetMs) } }
    const found: { best: GeneratedInputs | null; denied: GeneratedInputs | null } = { best: null, denied: null }
    let calls = 0
    let thrown = 0
    /** Keeps the rows that are good, if more runs with them than with others. */
    const consider = (rows: readonly string[], tried: readonly (TriedRow | null)[], drive: string | null): void => {
      calls += tried.filter((each) => each !== null).length
      thrown += tried.filter((each) => each !== null && each.end !== 'returned').length
      for (const each of tried) if (each?.thrown) errors.push(each.thrown)
      const chosen = chooseRows(rows, aim === null ? tried : onTarget(tried, code.statements), code.statements)
      const inputs: GeneratedInputs = { rows: chosen.rows, drive, ...scope, ...(isBound && { takesThis: true }), seed, tried: { calls, thrown }, coverage: chosen.coverage }
      const isEnough = chosen.rows.length >= Math.min(enoughRows, rows.length * leastReturned)
      if (isEnough && (found.best === null || chosen.coverage > found.best.coverage)) found.best = inputs
      if (found.best === null) found.denied = deniedInputs(inputs, rows, tried)
    }
    if (!renders && saysLittle(call)) {
      const uses = readUses(text, file, fn)
      const explored = await exploreInputs({
        call, read: markAny(call).marks.map((mark) => useAt(mark, uses.parameters, uses.receiver)), probes: answer.probes, seed, statements: code.statements,
        ask: async (alternatives, from, count) => {
          const askedAt = performance.now()
          const given = await askTypes(question(alternatives, imports, from, count), node, installation, signal)
          asking += performance.now() - askedAt
          return given?.rows ?? null
        },
      }, setting, signal)
      if (explored !== null) consider(explored.rows, explored.tried, explored.drive)
    } else {
      const { drive, reaches } = renders ? { drive: null, reaches: null } : await chooseDrive(made, code.statements, setting, signal)
      // Of several functions that may come to another one, the next is tried rather than more inputs of this.
      if (aim !== null && reaches === false && code.statements > 0) {
        return { kind: 'found', expression: callToFillIn(fn, functions) ?? fn.name, inputs: { rows: [], drive, ...scope, seed, tried: { calls: 0, thrown: 0 }, coverage: 0 } }
      }
      consider(made.rows, await runTrial({ kind: 'expressions', rows: made.rows, drive }, setting, signal), drive)
    }
    const { best, denied } = found
    // It is denied again where it is measured, and told with its place; the user may allow it.
    if (best === null && denied !== null) return { kind: 'found', expression: callToFillIn(fn, functions) ?? fn.name, inputs: denied }
    if (best === null && calls === 0) return none(`No inputs were generated: no call of \`${fn.name}\` with inputs that fit its types ended in time.`)
    if (best === null) return none(`No inputs were generated: of ${calls} calls of \`${fn.name}\` with inputs that fit its types ${thrown} threw${mostFrequent(errors)}.${domAdvice(fn.name, errors)}`)
    return { kind: 'found', expression: callToFillIn(fn, functions) ?? fn.name, inputs: { ...best, tried: { calls, thrown } } }
  })
}

/** What functions within one are called: where it hands them out, they should run. */
function namesWithin({ bodyRange }: SourceFunction, functions: readonly SourceFunction[]): readonly string[] {
  return [...new Set(functions.filter(({ functionRange }) => functionRange.start > bodyRange.start && functionRange.end <= bodyRange.end).flatMap(callNames))]
}

/** Without the calls that do not come to the function that is aimed at, where enough of them do. */
function onTarget(tried: readonly (TriedRow | null)[], statements: number): readonly (TriedRow | null)[] {
  const those = tried.map((each) => (each !== null && each.statements.length > 0 ? each : null))
  return statements === 0 || those.filter((each) => each?.end === 'returned').length < enoughRows ? tried : those
}

/** The rows at which the sandbox refused what the function wanted to do; null where there are none. */
function deniedInputs(inputs: GeneratedInputs, rows: readonly string[], tried: readonly (TriedRow | null)[]): GeneratedInputs | null {
  const found = rows.filter((_, index) => tried[index]?.end === 'denied')
  return found.length === 0 ? null : { ...inputs, rows: found }
}

function none(reason: string): GeneratedAnswer {
  return { kind: 'none', reason }
}

/** What to do where code needs what only a browser has. */
function domAdvice(name: string, errors: readonly string[]): string {
  const missing = errors.map((each) => /^ReferenceError: (document|window|navigator|location|localStorage|HTML\w*|Element|Node|requestAnimationFrame|customElements|DOMParser|MutationObserver|ResizeObserver) is not defined/u.exec(each)?.[1]).find((each) => each !== undefined)
  return missing === undefined ? '' : ` \`${name}\` needs a DOM (\`${missing}\`), which Node does not have: profile a test that gives it one, with jsdom for example.`
}

/** What was thrown most often, to follow a sentence. */
function mostFrequent(errors: readonly string[]): string {
  const counts = new Map<string, number>()
  for (const each of errors) counts.set(each, (counts.get(each) ?? 0) + 1)
  const [first] = [...counts].toSorted(([, a], [, b]) => b - a)
  return first === undefined ? '' : `, most often ${first[0]}`
}
