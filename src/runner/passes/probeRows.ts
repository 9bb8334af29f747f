import type { SeenFunction, SeenResult } from '../../core/workloads/seenUse.ts'
import type { ProbePass, RowSource } from '../../protocol/runnerTask.ts'
import type { PreparedTarget, PreparedWorkload } from '../../protocol/workloadHook.ts'
import { invoke } from '../calls/invoke.ts'
import { resultKindOf, withConsumer } from '../calls/resultKind.ts'
import { send } from '../channel.ts'
import { now } from '../clock.ts'
import { makeProber, readNotes } from '../probe/recordingValue.ts'
import type { ProbePlan, Prober, UseNotes } from '../probe/recordingValue.ts'
import { parameterNames } from '../probe/parameterNames.ts'
import { rowMaker } from '../rows/evaluateRows.ts'

/** Results within results that are called: functions that return functions. */
const mostDepth = 4

/** Functions of a result that are called. */
const mostMembers = 8

/** Names of an object's that are not its work. */
const notWork = /^(?:constructor|toString|valueOf|toJSON|inspect|hasOwnProperty|isPrototypeOf|propertyIsEnumerable|toLocaleString|__\w+__)$/u

/**
 * Calls the target with probes where rows name them, each call with probes of other forms, and tells what the code did with
 * them and with what its results were driven with. Nothing is timed.
 */
export async function probeRows(prepared: PreparedWorkload | PreparedTarget, source: RowSource | null, pass: ProbePass, onPrepared: () => void): Promise<void> {
  if (!('scope' in prepared) || source?.kind !== 'expressions') throw new Error('Internal error: a probe needs rows and a target')
  onPrepared()
  // What a call left behind may fail later; it is over and told.
  process.on('unhandledRejection', () => {})
  process.on('uncaughtException', () => {})
  const startedAt = now()
  for (let call = pass.from; call < pass.calls; call++) {
    send({ kind: 'tryingRow', row: call })
    const text = source.rows[call % source.rows.length] ?? '[]'
    await probeOnce(text, call, prepared, pass)
    await new Promise((resolve) => { setImmediate(resolve) })
  }
  send({ kind: 'trial', measuringMs: now() - startedAt, calls: pass.calls - pass.from, thrown: 0 })
}

async function probeOnce(text: string, call: number, { call: target, scope, hits }: PreparedTarget, pass: ProbePass): Promise<void> {
  const prober = makeProber()
  const notes: (UseNotes | null)[] = Array.from({ length: pass.marks.length }, () => null)
  const probe = (index: number): unknown => {
    const made = prober.make(planFor(call, index, pass.marks[index] ?? 'nothing'))
    notes[index] = made.notes
    return made.value
  }
  let returned = false
  let result: SeenResult = { kind: 'value' }
  hits?.fill(0)
  try {
    const inputs = rowMaker(text, { ...scope, [pass.probeName]: () => probe })()
    const given = await settle(invoke(target, inputs), prober, pass.pendingMs)
    returned = true
    result = await drive(given.value, prober, call, pass.pendingMs, 0)
  } catch {
    // What it did until then was noted.
  }
  const statements = hits === null ? [] : [...hits.entries()].flatMap(([index, hit]) => (hit === 0 ? [] : [index]))
  send({ kind: 'probed', row: call, probe: { returned, statements, uses: notes.map((each) => (each === null ? null : readNotes(each))), result } })
}

/** Waits for a promise, and consumes an iterator. A probe is left alone: what is read of it here is not the function's doing. */
async function settle(result: unknown, prober: Prober, pendingMs: number): Promise<{ readonly value: unknown }> {
  if (prober.isProbe(result)) return { value: result }
  const kind = resultKindOf(result)
  if (kind === 'value') return { value: result }
  const done = kind === 'promise' ? result : withConsumer(() => result, kind)([])
  let timer: NodeJS.Timeout | undefined
  const pending = new Promise<{ readonly value: unknown }>((resolve) => {
    timer = setTimeout(() => resolve({ value: null }), pendingMs)
  })
  try {
    return await Promise.race([Promise.resolve(done).then((value) => ({ value })), pending])
  } finally {
    clearTimeout(timer)
  }
}

/** Calls what a call gave, and what that gives: that belongs to the work. */
async function drive(given: unknown, prober: Prober, call: number, pendingMs: number, depth: number): Promise<SeenResult> {
  if (depth >= mostDepth || prober.isProbe(given)) return { kind: 'value' }
  if (typeof given === 'function') return { kind: 'function', ...await driveCall((args) => Reflect.apply(given, undefined, args) as unknown, { fn: given, count: argumentCount(given) }, prober, call, pendingMs, depth) }
  if (typeof given !== 'object' || given === null || depth > 1) return { kind: 'value' }
  const members = []
  for (const name of functionNames(given)) {
    const method: unknown = Reflect.get(given, name)
    if (typeof method !== 'function') continue
    members.push({ name, ...await driveCall((args) => Reflect.apply(method, given, args) as unknown, { fn: method, count: method.length }, prober, call, pendingMs, depth + 1) })
  }
  return members.length === 0 ? { kind: 'value' } : { kind: 'object', members }
}

async function driveCall(invokeWith: (args: readonly unknown[]) => unknown, { fn, count }: { readonly fn: object; readonly count: number }, prober: Prober, call: number, pendingMs: number, depth: number): Promise<SeenFunction> {
  const made = Array.from({ length: count }, (_, index) => prober.make(planFor(call + depth, index, 'nothing')))
  let returns: SeenResult = { kind: 'value' }
  try {
    const { value } = await settle(invokeWith(made.map((each) => each.value)), prober, pendingMs)
    returns = await drive(value, prober, call, pendingMs, depth + 1)
  } catch {
    // As above.
  }
  return { parameters: made.map(({ notes }) => readNotes(notes)), names: parameterNames(fn), returns }
}

/** One that looks at `arguments` names none of them. */
function argumentCount(fn: object): number {
  const length: unknown = Reflect.get(fn, 'length')
  return typeof length === 'number' && length > 0 ? Math.min(length, 6) : 2
}

/** Own functions and those of the prototypes that are not the language's. */
function functionNames(object: object): readonly string[] {
  const names = new Set<string>()
  for (let at: object | null = object, depth = 0; at !== null && depth < 3; at = Reflect.getPrototypeOf(at), depth++) {
    if (isOfLanguage(at)) break
    for (const name of Object.getOwnPropertyNames(at)) {
      if (notWork.test(name) || names.size >= mostMembers) continue
      const descriptor = Reflect.getOwnPropertyDescriptor(at, name)
      if (typeof descriptor?.value === 'function') names.add(name)
    }
  }
  return [...names]
}

function isOfLanguage(prototype: object): boolean {
  const constructor: unknown = Reflect.getOwnPropertyDescriptor(prototype, 'constructor')?.value
  return typeof constructor === 'function' && /\{\s*\[native code\]\s*\}\s*$/u.test(Function.prototype.toString.call(constructor))
}

const plans: readonly ProbePlan[] = [
  { own: 'function', inner: 'function' },
  { own: 'array', inner: 'function' },
  { own: 'object', inner: 'function' },
  { own: 'array', inner: 'plain' },
  { own: 'function', inner: 'plain' },
  { own: 'object', inner: 'plain' },
  { own: 'array', inner: 'object' },
  { own: 'array', inner: 'array' },
  { own: 'object', inner: 'object' },
]

/** The first calls give all arguments probes of one form, the next ones mix them. */
function planFor(call: number, index: number, says: ProbePass['marks'][number]): ProbePlan {
  const fitting = plans.filter(({ own }) => says === 'nothing' || says === own)
  const mixed = call - plans.length
  const at = mixed < 0 ? call : Math.floor(mixed / 3 ** (index % 3)) + index
  return fitting[at % (mixed < 0 ? fitting.length : Math.min(6, fitting.length))] ?? { own: 'function', inner: 'function' }
}
