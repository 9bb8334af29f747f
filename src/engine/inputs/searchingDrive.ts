import * as fc from 'fast-check'
import { anyTexts } from './anyTexts.ts'
import type { TextSurroundings } from './shapeTexts.ts'

/** What the values that functions are called with are called: each name brings another kind. */
const kinds = ['count', 'name', 'options', 'items', 'callback', 'value'] as const

/** Calls, and results within results. */
const mostCalls = 150
const mostDepth = 3

/** Members of one object that are looked at. */
const mostMembers = 16

/**
 * A function that looks for functions in a result and calls them, and those in what they give: by what is there rather than by types,
 * which say nothing of it or not enough. Members with a wanted name come first. The call failed when all calls did.
 */
export function searchingDrive(wanted: readonly string[], at: TextSurroundings, seed: number): string {
  const values = kinds.map((name, index) => fc.sample(anyTexts({ ...at, name }), { seed: seed + index, numRuns: 1 })[0] ?? 'null')
  const [count, name, options, items, callback, value] = values
  const lists = [[], [options], [name, value], [callback], [items, callback], [count, options, callback], [value]].map((list) => `[${list.join(', ')}]`)
  return `(r) => {
  const wanted = new Set(${JSON.stringify(wanted)}), lists = [${lists.join(', ')}], seen = new Set([globalThis, process]), waiting = []
  let done = 0, failed = 0, error
  const isNative = (f) => typeof f === 'function' && /\\[native code\\]/.test(Function.prototype.toString.call(f))
  const keysOf = (o) => {
    const keys = new Set()
    for (let at = o; at !== null && at !== Function.prototype && !(at !== o && isNative(at.constructor)); at = Object.getPrototypeOf(at)) for (const key of Object.getOwnPropertyNames(at)) if (key !== 'constructor' && !/^(?:arguments|caller|prototype|length|name)$/.test(key)) keys.add(key)
    return [...keys].sort((a, b) => wanted.has(b) - wanted.has(a)).slice(0, ${mostMembers})
  }
  const call = (make, depth) => {
    for (const list of lists) {
      if (done + failed >= ${mostCalls}) return
      try { const given = make(list); done++; go(given, depth + 1) } catch (each) { failed++; error = each }
    }
  }
  const go = (x, depth) => {
    if (x === null || (typeof x !== 'object' && typeof x !== 'function') || seen.has(x) || depth > ${mostDepth}) return
    seen.add(x)
    if (typeof x.then === 'function') { waiting.push(Promise.resolve(x).then((v) => go(v, depth + 1))); return }
    if (typeof x === 'function' && !/^class\\b/.test(Function.prototype.toString.call(x))) call((list) => x(...list), depth)
    for (const key of keysOf(x)) {
      let member
      try { member = x[key] } catch { continue }
      if (typeof member === 'function') { if (!isNative(member)) call((list) => x[key](...list), depth) } else go(member, depth + 1)
    }
  }
  go(r, 0)
  if (done === 0 && failed > 0) throw error
  return waiting.length === 0 ? r : Promise.allSettled(waiting).then(() => r)
}`
}
