import * as fc from 'fast-check'
import type { InputShape, ShapeProperty } from '../../core/workloads/inputShape.ts'
import { messagesNamed } from '../../core/workloads/messagesNamed.ts'
import { searchingDrive } from './searchingDrive.ts'
import { argumentTexts } from './shapeTexts.ts'
import type { TextSurroundings } from './shapeTexts.ts'

/** Results within results that are driven. */
const mostDepth = 4

/** Functions of an object that are called. */
const mostMembers = 10

/** Functions of an object that are called for their own sake, and how often, by how deep it lies. */
const mostWanted = 16
const wantedCalls = [3, 2] as const

/** Ways of driving that are tried. */
const mostDrives = 6

/** Arguments of a call that those are chosen among that do the most different things. */
const sampledPerCall = 5

/** Failures that the callbacks of one way tell of. */
const mostFailures = 20

/** Turns of the event loop that a subscription is kept for, a millisecond or so each. */
const patientTurns = 3

/** Characters of one way: it is stored with the run. */
const longestDrive = 12_000

/** What results are driven with. */
interface Driving {
  readonly at: TextSurroundings
  readonly seed: number
  /** Which of the functions that a result can be given to. */
  readonly consumer: number
  /** Call the functions of objects too. */
  readonly withMembers: boolean
  /** Keep subscriptions for some turns of the event loop, where they are not over at once. */
  readonly isPatient: boolean
  /** Names of functions that should run: of an object that has some of them the others are left alone. */
  readonly wanted: ReadonlySet<string>
}

/**
 * Functions that do what belongs to the work of a call, the most thorough first: a returned function is called, with several
 * arguments, the functions of a returned object are, an observable is subscribed to, what the package runs is run. Promises and
 * iterators that the call gives are the runner's.
 * @param wanted names of functions that the result may hand out and that should run
 */
export function driveTexts(returns: InputShape, given: TextSurroundings, seed: number, wanted: readonly string[] = []): readonly string[] {
  const at: TextSurroundings = { ...given, fuse: 'fuse' }
  const count = Math.max(1, consumersIn(returns, 0))
  const any: ReadonlySet<string> = new Set()
  const usual = { at, seed, consumer: 0, withMembers: true, isPatient: false, wanted: any }
  const ways: readonly Driving[] = [
    ...(wanted.length === 0 ? [] : [{ ...usual, wanted: new Set(wanted) }]),
    ...Array.from({ length: Math.min(3, count) }, (_, consumer) => ({ ...usual, consumer })),
    { ...usual, isPatient: true },
    { ...usual, seed: seed + 1 },
    { ...usual, at: { ...at, isLate: true }, seed: seed + 2, isPatient: true },
    { ...usual, withMembers: false },
  ]
  const typed = ways.flatMap((driving) => {
    const body = drive(returns, 'r', driving, 0)
    return body === null ? [] : [wrap(body)]
  })
  const searching = wanted.length === 0 ? null : searchingDrive(wanted, at, seed)
  const texts = [...new Set(typed)].filter((text) => text.length <= longestDrive).map((text) => (text.includes('search(') ? text.replace('{', () => `{ const search = ${searching ?? '() => {}'};`) : text))
  return searching === null ? texts.slice(0, mostDrives) : [...texts.slice(0, mostDrives - 1), searching]
}

/** Promises of what was driven are waited for; a call failed when all of them did. */
function wrap(body: string): string {
  const before = `${body.includes('fuse--') ? `let fuse = ${mostFailures}; ` : ''}${body.includes('see(') || body.includes('stay(') ? seeText : ''}`
  if (!body.includes('w(')) return `(r) => { ${before}${body} return r }`
  const wait = "const p = []; const w = (x) => { if (typeof x?.then === 'function') p.push(x); return x };"
  return `(r) => { ${wait} ${before}${body.includes('stay(') ? stayText : ''}${body} return p.length === 0 ? r : Promise.allSettled(p).then((all) => { if (all.every((each) => each.status === 'rejected')) throw all[0].reason; return r }) }`
}

/** Subscribes to what emits, and to what that emits; nothing that fails fails unheard. */
const seeText = "const see = (o, end = () => {}) => o.subscribe({ next(v) { if (typeof v?.subscribe === 'function') v.subscribe({ next() {}, error() {}, complete() {} }) }, error: end, complete: end }); "

/** Subscribes until it is over, or for some turns. */
const stayText = `const stay = (o) => { let over = false; const s = see(o, () => { over = true }); return over ? s?.unsubscribe?.() : (async () => { for (let turn = 0; turn < ${patientTurns} && !over; turn++) await new Promise((go) => { setTimeout(go, 1) }); s?.unsubscribe?.() })() }; `

function subscription(value: string, { isPatient }: Driving): string {
  return isPatient ? `w(stay(${value}));` : `see(${value})?.unsubscribe?.();`
}

function consumersIn(shape: InputShape, depth: number): number {
  if (depth > mostDepth) return 0
  switch (shape.kind) {
    case 'record': return shape.consumers?.length ?? 0
    case 'function': return consumersIn(shape.returns, depth + 1)
    case 'union': return Math.max(0, ...shape.members.map((member) => consumersIn(member, depth + 1)))
    default: return 0
  }
}

/** Statements; null where there is nothing to do. */
function drive(shape: InputShape, value: string, driving: Driving, depth: number): string | null {
  if (depth >= mostDepth) return null
  switch (shape.kind) {
    case 'function': return driveCall(shape.parameters, shape.returns, value, driving, depth)
    case 'record': return driveObject(shape, value, driving, depth)
    case 'union': {
      const [call] = shape.members.filter((member) => member.kind === 'function').map((member) => drive(member, value, driving, depth))
      const [object] = shape.members.filter((member) => member.kind === 'record').flatMap((member) => drive(member, value, driving, depth) ?? [])
      const all = [...(call === undefined || call === null ? [] : [`if (typeof ${value} === 'function') { ${call} }`]), ...(object === undefined ? [] : [`if (typeof ${value} === 'object' && ${value} !== null) { ${object} }`])]
      return all.length === 0 ? null : all.join(' else ')
    }
    case 'array': return driveElement(shape.element, `${value}[0]`, driving, depth)
    case 'tuple': return joined(shape.elements.map((element, index) => driveElement(element, `${value}[${index}]`, driving, depth)))
    case 'builtIn': return shape.name === 'Function' ? driveUnknown(value, driving, depth) : driveBuiltIn(shape.name, shape.arguments, value, driving, depth)
    case 'any':
    case 'unknown':
    case 'parameter': return driveUnknown(value, driving, depth)
    default: return null
  }
}

/** Calls what turns out to be a function, and subscribes to what can be subscribed to. */
function driveUnknown(value: string, driving: Driving, depth: number): string {
  // What should run may be anywhere in it.
  if (driving.wanted.size > 0) return `w(search(${value}));`
  const args = sampleArguments([{ name: 'value', shape: { kind: 'any' }, isOptional: false }], driving, depth)
  return `if (typeof ${value} === 'function') w(${value}(${args ?? ''})); else if (typeof ${value}?.subscribe === 'function') ${subscription(value, driving)}`
}

function driveElement(element: InputShape, value: string, driving: Driving, depth: number): string | null {
  const name = `e${depth}`
  const body = drive(element, name, driving, depth + 1)
  return body === null ? null : `{ const ${name} = ${value}; if (${name} !== undefined && ${name} !== null) { ${body} } }`
}

function driveBuiltIn(name: string, args: readonly InputShape[], value: string, driving: Driving, depth: number): string | null {
  const [first] = args
  if (name === 'Promise' || name === 'PromiseLike') {
    const body = first === undefined ? null : drive(first, `v${depth}`, driving, depth + 1)
    return body === null ? (depth === 0 ? null : `w(${value});`) : `w(${value}.then((v${depth}) => { ${body} }));`
  }
  if (depth > 0 && /^(?:Iterable|Iterator|IterableIterator|Generator)$/u.test(name)) return `{ let left = 50; for (const _ of ${value}) if (--left === 0) break; }`
  return null
}

function driveObject({ properties, consumers = [] }: Extract<InputShape, { readonly kind: 'record' }>, value: string, driving: Driving, depth: number): string | null {
  if (consumers.length > 0) return `w(${consumers[driving.consumer % consumers.length] ?? ''}(${value}));`
  const subscribe = properties.find(({ name }) => name === 'subscribe')
  if (subscribe !== undefined) return subscription(value, driving)
  if (!driving.withMembers) return null
  const usual = properties.filter(({ name }) => !/^(?:constructor|toString|toJSON|inspect)$/u.test(name))
  const wanted = usual.filter(({ name, shape }) => driving.wanted.has(name) || (driving.wanted.size > 0 && shape.kind === 'record'))
  const isWanted = wanted.some(({ name }) => driving.wanted.has(name))
  const calls = (isWanted ? wanted.slice(0, mostWanted) : usual.slice(0, mostMembers)).flatMap(({ name, shape }) => {
    const access = /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test(name) ? `${value}.${name}` : `${value}[${JSON.stringify(name)}]`
    if (shape.kind !== 'function') return driveElement(shape, access, driving, depth) ?? []
    return Array.from({ length: isWanted ? wantedCalls[depth] ?? 1 : 1 }, (_, index) => driveMember(shape, access, { ...driving, seed: driving.seed + index * 7 }, depth)).flat()
  })
  // What should run may be handed out by what types do not tell of.
  const search = driving.wanted.size === 0 || isWanted ? [] : [`w(search(${value}));`]
  return oneOrMore([...new Set(calls), ...search])
}

function driveMember({ parameters, returns }: Extract<InputShape, { readonly kind: 'function' }>, access: string, driving: Driving, depth: number): readonly string[] {
  const args = sampleArguments(parameters, driving, depth)
  if (args === null) return []
  const result = `m${depth}`
  const further = drive(returns, result, driving, depth + 1)
  return [further === null ? `${access}?.(${args});` : `const ${result} = ${access}?.(${args}); if (${result} !== undefined && ${result} !== null) { ${further} }`]
}

function driveCall(parameters: readonly ShapeProperty[], returns: InputShape, value: string, driving: Driving, depth: number): string | null {
  const count = parameters.length === 0 ? 1 : depth === 0 ? 4 : depth === 1 ? 2 : 1
  const messages = messagesNamed(parameters.map(({ name }) => name))
  const known = parameters.map((each, index) => (each.shape.kind === 'any' ? { ...each, shape: messages[index] ?? each.shape } : each))
  const calls = mostDifferent(argumentSamples(known, driving, depth, count * sampledPerCall), count).map((args, index) => {
    const result = `c${depth}`
    const further = drive(returns, result, { ...driving, seed: driving.seed + index * 7 }, depth + 1)
    return further === null ? `${value}(${args});` : `const ${result} = ${value}(${args}); ${further}`
  })
  return oneOrMore([...new Set(calls)])
}

/** What fails alone does not fail the rest: the call failed when all did. */
function oneOrMore(calls: readonly string[]): string | null {
  const [first] = calls
  if (first === undefined) return null
  if (calls.length === 1) return `{ ${first} }`
  return `{ let done = 0, error; ${calls.map((call) => `try { ${call} done++; } catch (each) { error = each; }`).join(' ')} if (done === 0) throw error; }`
}

function joined(statements: readonly (string | null)[]): string | null {
  const all = statements.filter((each) => each !== null)
  return all.length === 0 ? null : all.join(' ')
}

function sampleArguments(parameters: readonly ShapeProperty[], driving: Driving, depth: number): string | null {
  return argumentSamples(parameters, driving, depth, 1)[0] ?? null
}

function argumentSamples(parameters: readonly ShapeProperty[], { at, seed }: Driving, depth: number, count: number): readonly string[] {
  const texts = argumentTexts(parameters, at)
  return texts === null ? [] : fc.sample(texts, { seed: seed + depth, numRuns: count }).map((all) => all.join(', '))
}

/** So many of the texts, of which each calls by names what those before do not, as far as there are such: one that emits, one that fails. */
function mostDifferent(texts: readonly string[], count: number): readonly string[] {
  const chosen = texts.slice(0, 1)
  const called = new Set<string>(callsIn(chosen[0] ?? ''))
  while (chosen.length < count) {
    const news = (text: string): number => callsIn(text).filter((name) => !called.has(name)).length
    const left = texts.filter((text) => !chosen.includes(text))
    const [first] = left
    if (first === undefined) break
    const best = left.reduce((most, text) => (news(text) > news(most) ? text : most), first)
    chosen.push(best)
    for (const name of callsIn(best)) called.add(name)
  }
  return chosen
}

/** Names of methods that a text calls. */
function callsIn(text: string): readonly string[] {
  return [...new Set(Array.from(text.matchAll(/\.(\w+)\(/gu), ([, name = '']) => name))]
}
