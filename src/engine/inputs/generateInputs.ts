import { dirname } from 'node:path'
import { HeatlineError } from '../../core/heatlineError.ts'
import { callToFillIn } from '../../core/source/callWithoutArguments.ts'
import { targetCode } from '../../core/source/targetCode.ts'
import type { GeneratedInputs } from '../../core/workloads/generatedInputs.ts'
import { untypedCall } from '../../core/workloads/untypedCall.ts'
import { bundleUnderLock } from '../bundleUnderLock.ts'
import type { RungTools } from '../workloads/rung.ts'
import { functionId } from '../workloads/workloadRequest.ts'
import type { WorkloadRequest } from '../workloads/workloadRequest.ts'
import { askTypes } from '../types/askTypes.ts'
import { chooseRows } from './chooseRows.ts'
import { runTrial } from './runTrial.ts'
import type { TriedRow } from './runTrial.ts'
import { sandboxFor } from '../measure/sandboxFor.ts'

/** Inputs, or why there are none, in a sentence for people. */
export type GeneratedAnswer =
  | { readonly kind: 'found'; readonly expression: string; readonly inputs: GeneratedInputs }
  | { readonly kind: 'none'; readonly reason: string }

/** Rows that are tried. */
const triedRows = 360

/** What random choices begin from, unless the caller says otherwise. */
const usualSeed = 1

/** More of the calls than that must return. */
const leastReturned = 0.1

/**
 * Makes inputs for a function of its parameters' types: many rows of them are tried once each, in the sandbox, and those are kept
 * that the function does not throw at and that run most of its code.
 * @throws HeatlineError when the code does not bundle
 * @throws the signal's reason when it is aborted
 */
export async function generateInputs(request: WorkloadRequest, tools: RungTools, signal: AbortSignal, seed: number = usualSeed): Promise<GeneratedAnswer> {
  const { root, file, fn, functions } = request
  const { text, overlays, node, installation, typescriptFolder, allowedActions, events } = tools
  events.onStage('readingTypes', null)
  const answer = await askTypes({
    file, text, cwd: dirname(file), fallback: typescriptFolder, canImport: true, ends: [fn.functionRange.end],
    rows: { takesReceiver: fn.reach.kind === 'instance', untyped: untypedCall(fn, functions), bodyText: text.slice(fn.bodyRange.start, fn.bodyRange.end), seed, count: triedRows },
  }, node, installation, signal)
  signal.throwIfAborted()
  const made = answer?.rows ?? null
  if (answer === null || made === null) return none(`No inputs were generated: the types of \`${fn.name}\` could not be read.`)
  if (made.rows.length === 0) return none(`No inputs were generated: nothing fits the types of \`${fn.name}\`.`)

  const { names, imports } = answer
  const code = targetCode(text, file, fn, { names, imports, countsStatements: true })
  if (code === null) return none(`No call from outside reaches \`${fn.name}\`.`)
  const id = functionId(request)
  return await bundleUnderLock({ root, file, overlays, node, installation }, { id, code }, events, signal, async ({ bundle, directory }) => {
    if (bundle instanceof HeatlineError) throw bundle
    events.onStage('tryingInputs', null)
    const sandbox = sandboxFor({ allowedActions, root, file, installation }, bundle, directory)
    let best: GeneratedInputs | null = null
    let denied: GeneratedInputs | null = null
    let calls = 0
    let thrown = 0
    const errors: string[] = []
    for (const drive of made.drives) {
      const tried = await runTrial({ kind: 'expressions', rows: made.rows, drive }, { bundle, sandbox, directory, node, installation, onLog: events.onLog }, signal)
      calls += tried.filter((each) => each !== null).length
      thrown += tried.filter((each) => each !== null && each.end !== 'returned').length
      for (const each of tried) if (each?.thrown) errors.push(each.thrown)
      const { rows, coverage } = chooseRows(made.rows, tried, code.statements)
      const inputs: GeneratedInputs = { rows, drive, names, imports, seed, tried: { calls, thrown }, coverage }
      const isEnough = rows.length >= made.rows.length * leastReturned
      if (isEnough && (best === null || coverage > best.coverage)) best = inputs
      if (best === null) denied = deniedInputs(inputs, made.rows, tried)
      if (denied !== null) break
      // Without driving more only returns, nothing more runs.
      if (isEnough && tried.every((each) => each?.end === 'returned')) break
    }
    // It is denied again where it is measured, and told with its place; the user may allow it.
    if (best === null && denied !== null) return { kind: 'found', expression: callToFillIn(fn, functions) ?? fn.name, inputs: denied }
    if (best === null) return none(`No inputs were generated: of ${calls} calls of \`${fn.name}\` with inputs that fit its types ${thrown} threw${mostFrequent(errors)}.`)
    return { kind: 'found', expression: callToFillIn(fn, functions) ?? fn.name, inputs: { ...best, tried: { calls, thrown } } }
  })
}

/** The rows at which the sandbox refused what the function wanted to do; null where there are none. */
function deniedInputs(inputs: GeneratedInputs, rows: readonly string[], tried: readonly (TriedRow | null)[]): GeneratedInputs | null {
  const found = rows.filter((_, index) => tried[index]?.end === 'denied')
  return found.length === 0 ? null : { ...inputs, rows: found }
}

function none(reason: string): GeneratedAnswer {
  return { kind: 'none', reason }
}

/** What was thrown most often, to follow a sentence. */
function mostFrequent(errors: readonly string[]): string {
  const counts = new Map<string, number>()
  for (const each of errors) counts.set(each, (counts.get(each) ?? 0) + 1)
  const [first] = [...counts].toSorted(([, a], [, b]) => b - a)
  return first === undefined ? '' : `, most often ${first[0]}`
}
