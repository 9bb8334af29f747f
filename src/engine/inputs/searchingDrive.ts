import * as fc from 'fast-check'
import { anyTexts } from './anyTexts.ts'
import { requestTexts, responseTexts } from './exchangeTexts.ts'
import type { TextSurroundings } from './shapeTexts.ts'

/** Kinds of values by what parameters are called; those of the last name stand for any other. */
const kinds = [
  { pattern: '^req(?:uest)?$', texts: () => requestTexts },
  { pattern: '^res(?:ponse)?$', texts: () => responseTexts },
  { pattern: '^(?:fn|func|cb|done|next)$|callback|iteratee|predicate|handler|listener|reducer', name: 'callback' },
  { pattern: 'arr|list|items|values|elements|entries|[^s]s$', name: 'items' },
  { pattern: 'str|text|name|key|path|label|title|url|id$', name: 'name' },
  { pattern: '^[nijkxyz]$|num|count|index|len|size|width|height|offset|start|end', name: 'count' },
  { pattern: 'obj|opts|options|config|props|state|action|record|source|target', name: 'options' },
  { pattern: '', name: 'value' },
] as const

/** Calls of one function, each with other values; of all; and results within results. */
const callsEach = 4
const mostCalls = 150
const mostDepth = 3

/** Members of one object that are looked at. */
const mostMembers = 16

/**
 * A function that looks for functions in a result and calls them, and those in what they give: by what is there rather than by types,
 * which say nothing of it or not enough. Members with a wanted name come first; arguments go by the names of parameters. The call
 * failed when all calls did.
 */
export function searchingDrive(wanted: readonly string[], at: TextSurroundings, seed: number): string {
  const makers = kinds.map((kind, index) => {
    const texts = 'texts' in kind ? kind.texts() : anyTexts({ ...at, name: kind.name })
    return `[/${kind.pattern === '' ? '(?:)' : kind.pattern}/i, [${fc.sample(texts, { seed: seed + index, numRuns: 3 }).map((text) => `() => (${text})`).join(', ')}]]`
  })
  return `(r) => {
  const wanted = new Set(${JSON.stringify(wanted)}), kinds = [${makers.join(', ')}], seen = new Set([globalThis, process]), waiting = []
  let done = 0, failed = 0, error
  const textOf = (f) => Function.prototype.toString.call(f)
  const isNative = (f) => typeof f === 'function' && /\\[native code\\]/.test(textOf(f))
  const keysOf = (o) => {
    const keys = new Set()
    for (let at = o; at !== null && at !== Function.prototype && !(at !== o && isNative(at.constructor)); at = Object.getPrototypeOf(at)) for (const key of Object.getOwnPropertyNames(at)) if (key !== 'constructor' && !/^(?:arguments|caller|prototype|length|name)$/.test(key)) keys.add(key)
    return [...keys].sort((a, b) => wanted.has(b) - wanted.has(a)).slice(0, ${mostMembers})
  }
  const heldBy = (o) => {
    try { return o === undefined ? [] : typeof o.keys === 'function' ? [...o.keys()].slice(0, 3) : [] } catch { return [] }
  }
  const call = (f, make, depth, owner) => {
    const [, head = ''] = /^[^(=]*\\(([^)]*)\\)|^(?:async\\s*)?([\\w$]+)\\s*=>/.exec(textOf(f))?.filter((each) => each !== undefined) ?? []
    const names = head.split(',').map((each) => each.trim().replace(/[^\\w$].*$/, ''))
    while (names.length < f.length) names.push('')
    for (let round = 0; round < ${callsEach} && done + failed < ${mostCalls}; round++) {
      const list = names.map((name, index) => { const all = kinds.find(([pattern]) => pattern.test(name))[1]; return all[(round + index) % all.length]() })
      if (round === ${callsEach - 1}) list.length = 0
      // What a collection has is another case than what it has not.
      const held = round % 2 === 1 && list.length > 0 ? heldBy(owner) : []
      if (held.length > 0) list[0] = held[round % held.length]
      try { const given = make(list); done++; go(given, depth + 1) } catch (each) { failed++; error = each }
      if (names.length === 1 && names[0] === '') break
    }
  }
  const go = (x, depth) => {
    if (x === null || (typeof x !== 'object' && typeof x !== 'function') || seen.has(x) || depth > ${mostDepth}) return
    seen.add(x)
    if (typeof x.then === 'function') { waiting.push(Promise.resolve(x).then((v) => go(v, depth + 1))); return }
    if (typeof x === 'function' && !/^class\\b/.test(textOf(x))) call(x, (list) => x(...list), depth)
    for (const key of keysOf(x)) {
      let member
      try { member = x[key] } catch { continue }
      if (typeof member !== 'function') go(member, depth + 1)
      else if (!isNative(member)) call(member, (list) => x[key](...list), depth, x)
    }
  }
  go(r, 0)
  if (done === 0 && failed > 0) throw error
  return waiting.length === 0 ? r : Promise.allSettled(waiting).then(() => r)
}`
}
