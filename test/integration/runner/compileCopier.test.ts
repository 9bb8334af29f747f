import { expect, test } from 'vitest'
import { compileCopier } from '../../../src/runner/inputs/compileCopier.ts'

class Money {
  cents: number
  constructor(cents: number) {
    this.cents = cents
  }
}

class Cart {
  items = [{ price: new Money(1), count: 2 }, { price: new Money(3), count: 4 }]
  'a b' = 1
  notes = new Map<unknown, unknown>([['x', { n: 1 }], [7, 'seven'], [{ key: 1 }, new Set([1, { n: 2 }])]])
  total(): number {
    return this.items.length
  }
}

class Tagged {
  get [Symbol.toStringTag](): string {
    throw new Error('read')
  }
  value = 1
}

class Guarded {
  set amount(_value: number) {
    throw new Error('set')
  }
}

class Counter {
  #count = 0
  count(): number {
    return ++this.#count
  }
}

test.each<[what: string, value: object]>([
  ['plain data', { a: 1, b: ['x', { c: null }], d: undefined, [Symbol.for('key')]: [1] }],
  ['an array of numbers', [[3, 1, 2]]],
  ['instances, maps and sets', [new Cart(), 5]],
  ['strings that code must escape', { ['\u2028\'"`${1}\\']: ['\u2028\'"`${1}\\'], map: new Map([['\n', '\u2029']]) }],
])('%s: equal, and of its own', (_what, value) => {
  const copy = compileCopier(value)
  const [first, second] = [copy?.(), copy?.()]
  expect(first).toStrictEqual(value)
  expect(first).not.toBe(value)
  expect(first).not.toBe(second)
})

test('what is inside is copied, with its class, cycles and shared parts', () => {
  const cart = new Cart()
  const original: { cart: Cart; again: Cart; self?: unknown } = { cart, again: cart }
  original.self = original
  const copy = compileCopier(original)?.()
  expect(copy?.self).toBe(copy)
  expect(copy?.cart).toBe(copy?.again)
  expect(copy?.cart).toBeInstanceOf(Cart)
  copy?.cart.items.pop()
  copy?.cart.notes.clear()
  expect([cart.items.length, cart.notes.size]).toEqual([2, 3])
})

test('frozen data stays frozen', () => {
  const original = { options: Object.freeze({ loose: Object.freeze([1, { deep: 1 }]) }), none: Object.freeze({}) }
  const copy = compileCopier(original)?.()
  expect(copy).toStrictEqual(original)
  expect([copy?.options, copy?.options.loose, copy?.none, copy].map((each) => Object.isFrozen(each))).toEqual([true, true, true, false])
  expect(copy?.options.loose[1]).not.toBe(original.options.loose[1])
})

test('what cannot be copied is shared, as functions are', () => {
  const counter = new Counter()
  const copy = compileCopier({ counter, max: Math.max, later: [Promise.resolve(1)] })?.()
  expect(copy?.counter).toBe(counter)
  expect(copy?.max).toBe(Math.max)
})

test.each<[what: string, value: unknown]>([
  ['no object', 1],
  ['a date', [new Date()]],
  ['bytes', [new Uint8Array(3)]],
  ['a hole', [[1, , 3]]], // oxlint-disable-line no-sparse-arrays
  ['a sealed object', [Object.seal({ a: 1 })]],
  ['a frozen instance', [Object.freeze(new Money(1))]],
  ['an accessor', [{ get a() { return 1 } }]],
  ['a property that its class has a setter for', [Object.defineProperty(new Guarded(), 'amount', { value: 1, writable: true, enumerable: true, configurable: true })]],
  ['a subclass of Map', [new (class extends Map {})()]],
  ['a property called __proto__', [JSON.parse('{ "__proto__": { "a": 1 } }')]],
  ['what throws when it is looked at', [new Tagged()]],
  ['a large value', Array.from({ length: 1000 }, () => ({}))],
])('%s is left to the general way', (_what, value) => expect(compileCopier(value)).toBeNull())
