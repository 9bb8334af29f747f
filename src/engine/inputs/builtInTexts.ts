import * as fc from 'fast-check'
import type { BuiltInName, InputShape } from '../../core/workloads/inputShape.ts'
import { shapeExpression } from '../../core/workloads/shapeExpression.ts'
import { numberTexts, stringTexts } from './primitiveTexts.ts'
import { arrayTexts, elementTexts, shapeTexts } from './shapeTexts.ts'
import type { TextSurroundings } from './shapeTexts.ts'

/** Texts of values of the language's own classes. */
export function builtInTexts(name: BuiltInName, args: readonly InputShape[], at: TextSurroundings): fc.Arbitrary<string> | null {
  const [first = { kind: 'any' }, second = { kind: 'any' }] = args
  const inside = { ...at, depth: at.depth + 1 }
  switch (name) {
    case 'Map':
    case 'ReadonlyMap': {
      // Of entries of several kinds the checker takes the first one's types, unless something says which they are.
      if (first.kind === 'any' || second.kind === 'any') return elementTexts({ kind: 'tuple', elements: [first, second], rest: null }, at).map((entries) => `new Map()${entries.map((entry) => `.set(${entry.slice(1, -1)})`).join('')}`)
      return elementTexts({ kind: 'tuple', elements: [first, second], rest: null }, at).map((entries) => `new Map([${entries.join(', ')}])`)
    }
    case 'Set':
    case 'ReadonlySet': return arrayTexts(first, at).map((elements) => `new Set(${elements})`)
    case 'Date': return fc.integer({ min: 0, max: 2_000_000_000 }).map((seconds) => `new Date(${seconds * 1000})`)
    case 'RegExp': return fc.constantFrom('/[a-z]+/g', '/\\d+/', '/^\\s*(\\w+)/i', '/,\\s*/', '/a|b/gu')
    case 'Promise':
    case 'PromiseLike': {
      if (first.kind === 'undefined') return fc.constant('Promise.resolve()')
      return shapeTexts(first, inside)?.map((value) => `Promise.resolve(${value})`) ?? null
    }
    case 'Iterable': return fc.tuple(arrayTexts(first, at), fc.boolean()).map(([elements, isSet]) => (isSet ? `new Set(${elements})` : elements))
    case 'ArrayLike': return arrayTexts(first, at)
    case 'Iterator':
    case 'IterableIterator': return arrayTexts(first, at).map((elements) => `${elements}.values()`)
    case 'Generator': return arrayTexts(first, at).map((elements) => `(function* () { yield* ${elements} })()`)
    case 'AsyncIterable':
    case 'AsyncIterableIterator':
    case 'AsyncGenerator': return arrayTexts(first, at).map((elements) => `(async function* () { yield* ${elements} })()`)
    case 'Uint8Array':
    case 'Uint8ClampedArray':
    case 'Int8Array':
    case 'Uint16Array':
    case 'Int16Array':
    case 'Uint32Array':
    case 'Int32Array':
    case 'Float32Array':
    case 'Float64Array': return fc.array(fc.nat(255), { minLength: at.profile.length[0], maxLength: at.profile.length[1] * 2, size: 'max' }).map((all) => `${name}.from([${all.join(', ')}])`)
    case 'BigInt64Array':
    case 'BigUint64Array': return fc.array(fc.nat(255), { maxLength: at.profile.length[1], size: 'max' }).map((all) => `${name}.from([${all.map((each) => `${each}n`).join(', ')}])`)
    case 'Buffer': return stringTexts(at).map((text) => `Buffer.from(${text})`)
    case 'ArrayBuffer':
    case 'ArrayBufferLike': return fc.integer({ min: 1, max: 64 }).map((words) => `new ArrayBuffer(${words * 8})`)
    case 'DataView': return fc.integer({ min: 4, max: 64 }).map((words) => `new DataView(new ArrayBuffer(${words * 8}))`)
    case 'Error':
    case 'TypeError':
    case 'RangeError':
    case 'SyntaxError': return stringTexts(at).map((text) => `new ${name}(${text})`)
    case 'String': return stringTexts(at)
    case 'Number': return numberTexts(at)
    case 'Boolean': return fc.constantFrom('true', 'false')
    case 'Function': return fc.constantFrom('() => {}', '(a) => a', '(a, b) => (a < b ? -1 : a > b ? 1 : 0)', '() => 1')
    case 'Object': return fc.constantFrom('{}', "{ a: 1, b: 'x' }", '{ id: 1, list: [1, 2] }')
    case 'AbortSignal': return fc.oneof(fc.constant('new AbortController().signal'), fc.nat(60).map((more) => `AbortSignal.timeout(${10_000 + more})`), stringTexts(at).map((reason) => `AbortSignal.abort(${reason})`))
    case 'URL': return fc.tuple(fc.constantFrom('http', 'https'), fc.constantFrom('example.com', 'localhost:8080', 'a.b.example.org'), fc.constantFrom('', '/path', '/a/b.html'), fc.nat(60)).map(([scheme, host, path, page]) => `new URL('${scheme}://${host}${path}?page=${page}#top')`)
    case 'URLSearchParams': return fc.array(fc.tuple(fc.constantFrom('a', 'b', 'page', 'q'), fc.nat(60)), { maxLength: 4 }).map((all) => `new URLSearchParams('${all.map(([key, value]) => `${key}=${value}`).join('&')}')`)
    case 'Headers': return fc.nat(60).map((length) => `new Headers({ 'content-type': 'text/plain', 'content-length': '${length}' })`)
    case 'Symbol': return fc.nat(40).map((index) => `Symbol('${at.name}${index}')`)
    default: {
      const text = shapeExpression(at.name, { kind: 'builtIn', name, arguments: args })
      return text === null ? null : fc.constant(text)
    }
  }
}
