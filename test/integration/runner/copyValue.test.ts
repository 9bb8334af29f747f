import { types } from 'node:util'
import { expect, test } from 'vitest'
import { copyValue } from '../../../src/runner/inputs/copyValue.ts'
import { trackInputs } from '../../../src/runner/inputs/trackInputs.ts'

class Money {
  cents: number
  constructor(cents: number) {
    this.cents = cents
  }
  add(other: Money): Money {
    return new Money(this.cents + other.cents)
  }
}

class Stack extends Array<number> {}

class Registry extends Map<string, Money> {
  label = 'of money'
}

class Counter {
  #count = 0
  count(): number {
    return ++this.#count
  }
}

test.for([
  ['plain data', { a: 1, b: ['x', { c: null }], d: undefined }],
  ['holes and named elements', Object.assign([], { 0: 1, 2: 3, note: 'hole' })],
  ['a match of a regular expression', /(?<year>\d+)/.exec('in 2026')],
  ['a class instance', new Money(5)],
  ['a subclass of Array', Stack.from([1, 2])],
  ['a subclass of Map', new Registry([['a', new Money(1)]])],
  ['a set of objects', new Set([{ a: 1 }])],
  ['a map with object keys', new Map([[{ key: 1 }, 'value']])],
  ['a date', new Date(86_400_000)],
  ['a regular expression in use', Object.assign(/a/g, { lastIndex: 3 })],
  ['typed arrays', [new Float64Array([1, 2]), new Uint8Array([3])]],
  ['a buffer', Buffer.from('text')],
  ['an error', Object.assign(new TypeError('no'), { code: 'E_NO' })],
  ['boxed primitives', [Object(1), Object('text'), Object(true)]],
  ['no prototype', Object.assign(Object.create(null), { a: 1 })],
  ['symbols as keys', { [Symbol.for('key')]: [1] }],
] as const)('%s: equal, and of its own', ([, original]) => {
  const copy = copyValue<unknown>(original)
  expect(copy.value).toStrictEqual(original)
  expect(copy.value).not.toBe(original)
  expect(Object.getPrototypeOf(copy.value)).toBe(Object.getPrototypeOf(original))
  expect(copy.shared).toEqual([])
})

test('what is inside is copied too', () => {
  const original = { list: [{ n: 1 }], map: new Map([['a', { n: 2 }]]), bytes: Buffer.from([1]) }
  const { value } = copyValue(original)
  value.list[0] = { n: 9 }
  value.map.set('a', { n: 9 })
  value.bytes[0] = 9
  expect(original).toEqual({ list: [{ n: 1 }], map: new Map([['a', { n: 2 }]]), bytes: Buffer.from([1]) })
})

test('cycles and shared parts stay what they are', () => {
  const part = { n: 1 }
  const original: { self?: unknown; a: object; b: object } = { a: part, b: part }
  original.self = original
  const { value } = copyValue(original)
  expect(value.self).toBe(value)
  expect(value.a).toBe(value.b)
  expect(value.a).not.toBe(part)
})

test('a list of 200,000 links does not overflow the stack', () => {
  let list: { next: unknown } = { next: null }
  for (let i = 0; i < 200_000; i++) list = { next: list }
  expect(copyValue(list).value === list).toBe(false)
  expect(trackInputs([list]).changed()).toBe(true)
})

test('accessors, frozen objects and attributes stay', () => {
  let reads = 0
  const original = Object.freeze(Object.defineProperty({ get now() { return ++reads } }, 'hidden', { value: [1], enumerable: false }))
  const { value } = copyValue(original)
  expect(reads).toBe(0)
  expect(value.now).toBe(1)
  expect(Object.isFrozen(value)).toBe(true)
  expect(Object.getOwnPropertyDescriptor(value, 'hidden')).toMatchObject({ value: [1], enumerable: false })
})

test('functions are shared, and what holds state out of reach is named', () => {
  const counter = new Counter()
  const original = { add: Math.max, counter, later: Promise.resolve(1), weak: new WeakMap(), url: new URL('http://a.b') }
  const { value, shared } = copyValue(original)
  expect(value.add).toBe(Math.max)
  expect(value.counter).toBe(counter)
  expect(value.later).toBe(original.later)
  expect(shared.toSorted()).toEqual(['a promise', 'a weak collection', 'the private fields of Counter', 'the private fields of URL'])
})

test('a proxy is not looked through', () => {
  const proxy = new Proxy({}, { ownKeys: () => { throw new Error('looked') } })
  expect(copyValue({ proxy })).toEqual({ value: { proxy }, shared: ['a proxy'] })
  expect(types.isProxy(copyValue({ proxy }).value.proxy)).toBe(true)
})

test('changes are seen wherever they are, and fresh inputs are as before', () => {
  const inputs: [{ items: number[]; total: Money }, Map<string, number>] = [{ items: [3, 1, 2], total: new Money(1) }, new Map([['a', 1]])]
  const tracked = trackInputs(inputs)
  expect(tracked.changed()).toBe(false)
  inputs[0].items.reverse()
  expect(tracked.changed()).toBe(true)
  const fresh = tracked.fresh()
  expect(fresh).toStrictEqual([{ items: [3, 1, 2], total: new Money(1) }, new Map([['a', 1]])])
  // A call on one copy changes no other.
  Object.assign(fresh[0] as object, { items: [] })
  expect(tracked.fresh()[0]).toStrictEqual({ items: [3, 1, 2], total: new Money(1) })
})
