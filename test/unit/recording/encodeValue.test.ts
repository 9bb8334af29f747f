import { isDeepStrictEqual } from 'node:util'
import { deserialize, serialize } from 'node:v8'
import { createContext, runInContext } from 'node:vm'
import { describe, expect, test } from 'vitest'
import type { RecordedReference, RecordedValue } from '../../../src/protocol/recordingLog.ts'
import { decodeValue } from '../../../src/runner/recording/decodeValue.ts'
import { digestOf } from '../../../src/runner/recording/digestOf.ts'
import { encodeValue } from '../../../src/runner/recording/encodeValue.ts'

class Money {
  amount: number
  constructor(amount: number) {
    this.amount = amount
  }
}
class Coins extends Money {}
class Vault {
  #secret = 1
  open(): number {
    return this.#secret
  }
}
class Other {
  name = 'other'
}
class Prices extends Array<number> {}
class Ledger extends Map<string, number> {}
function triple(value: number): number {
  return value * 3
}
const known: Readonly<Record<string, object>> = { Money, Coins, Vault, Prices, Ledger, triple }

const referenceOf = (value: object): RecordedReference | null => {
  const found = Object.entries(known).find(([, each]) => each === value)
  return found === undefined ? null : { file: '/src/money.ts', name: found[0] }
}

function encode(value: unknown, mostBytes = 1_000_000) {
  return encodeValue(value, { referenceOf, mostBytes, isLoose: false })
}

/** As it goes through a log. */
function through(value: unknown): unknown {
  const encoded = encode(value)
  if (encoded.kind === 'obstacle') throw new Error(encoded.reason)
  return decodeValue(deserialize(serialize(encoded.value)) as RecordedValue, ({ name }) => known[name])
}

describe('a recorded value', () => {
  const cyclic: Record<string, unknown> = { name: 'a', list: [1, 2.5, 'x', null, undefined, -0, NaN, 10n] }
  cyclic['self'] = cyclic
  cyclic['pair'] = [cyclic, cyclic['list']]
  const holes = [1, , 3] // oxlint-disable-line no-sparse-arrays
  test.each([
    ['primitives', [1, -0, NaN, 'text', true, null, undefined, 12n]],
    ['nested objects', { a: { b: [{ c: 1 }] } }],
    ['objects without a prototype', Object.assign(Object.create(null) as object, { a: 1 })],
    ['holes', holes],
    ['named properties of an array', Object.assign([1, 2], { index: 3 })],
    ['maps and sets', new Map<unknown, unknown>([[{ a: 1 }, new Set([1, [2]])], ['b', new Map()]])],
    ['dates and regular expressions', [new Date(1_000), /a\/b/giu]],
    ['typed arrays and buffers', [Uint8Array.of(1, 2), Float64Array.of(0.5), Buffer.from('abc'), new ArrayBuffer(3), new DataView(new ArrayBuffer(2))]],
    ['boxed primitives', [Object(1), Object('ab'), Object(true)]],
    ['addresses', new URL('https://example.org/a?b#c')],
    ['instances', [new Money(3), new Coins(4), Prices.of(1, 2), new Ledger([['a', 1]])]],
    ['property attributes', Object.defineProperty({ a: 1 }, 'hidden', { value: 2, enumerable: false })],
    ['closed objects', [Object.freeze({ a: [1] }), Object.seal({ b: 1 }), Object.preventExtensions({ c: 1 })]],
    ['keys that mean something', { ['__proto__']: { a: 1 }, constructor: 1 }],
    ['symbols', { [Symbol.unscopables]: 1, [Symbol.for('a')]: Symbol.for('b') }],
  ])('keeps %s', (_, value) => {
    const again = through(value)
    expect(isDeepStrictEqual(again, value)).toBe(true)
    expect(again).not.toBe(value)
  })

  test('keeps cycles and what is shared', () => {
    const again = through(cyclic) as { self: unknown; list: unknown; pair: unknown[] }
    expect(again.self).toBe(again)
    expect(again.pair[0]).toBe(again)
    expect(again.pair[1]).toBe(again.list)
    expect(again.list).toEqual(cyclic['list'])
  })

  test('keeps errors with their classes and messages', () => {
    const again = through(Object.assign(new RangeError('too much'), { code: 'E1' })) as RangeError
    expect(again).toBeInstanceOf(RangeError)
    expect([again.message, Reflect.get(again, 'code')]).toEqual(['too much', 'E1'])
  })

  test('keeps functions of modules, of the language, and texts that need nothing', () => {
    const [own, builtIn, arrow] = through([triple, Math.max, (a: number, b: number) => a - b]) as ((...values: number[]) => number)[]
    expect([own, builtIn]).toEqual([triple, Math.max])
    expect(arrow?.(5, 3)).toBe(2)
  })

  test('keeps a long list without overflowing the stack', () => {
    let list: object | null = null
    for (let i = 0; i < 20_000; i++) list = { next: list }
    let length = 0
    for (let at = through(list) as { next: unknown } | null; at !== null; at = at.next as { next: unknown } | null) length++
    expect(length).toBe(20_000)
  })

  test('keeps what another realm made', () => {
    const foreign: unknown = runInContext('[{ a: new Map([[1, [2]]]) }, new TypeError("x"), Math.max]', createContext({}))
    const [object, error, max] = through(foreign) as [object, Error, unknown]
    expect(object).toEqual({ a: new Map([[1, [2]]]) })
    expect(error).toBeInstanceOf(TypeError)
    expect(max).toBe(Math.max)
  })

  const revoked = Proxy.revocable({}, {})
  revoked.revoke()
  const revokedFunction = Proxy.revocable(() => {}, {})
  revokedFunction.revoke()
  test.each([
    ['a proxy', new Proxy({}, { get: () => { throw new Error('a trap ran') } }), 'a proxy'],
    ['a revoked proxy', { a: revoked.proxy }, 'a proxy'],
    ['a revoked proxy of a function', [revokedFunction.proxy], 'a proxy of a function'],
    ['a getter, which does not run', { get total() { throw new Error('a getter ran') } }, 'a getter (`total`)'],
    ['private state', new Vault(), 'the private state of Vault'],
    ['an instance of a foreign class', new Other(), 'an instance of Other, which is no class that a module of the workspace declares'],
    ['a mock', Object.assign(() => 1, { mock: {} }), 'the function, which has properties of its own, as mocks have'],
    ['a class of a test', Other, 'the class `Other`, which no module of the workspace declares'],
    ['a promise', Promise.resolve(), 'a promise'],
    ['an iterator', [1].values(), 'an object with a prototype that has no class'],
    ['a weak map', new WeakMap(), 'a weak collection'],
    ['a symbol of its own', Symbol('own'), 'the symbol Symbol(own)'],
    ['500 MB of text', ['x'.repeat(500_000_000)], 'inputs of more than 1 MB'],
    ['500 MB of bytes', new Uint8Array(500_000_000), 'inputs of more than 1 MB'],
    ['an endless array', Array.from({ length: 0 }).concat(Object.assign([], { length: 4_000_000_000 })), 'inputs of more than 1 MB'],
  ])('says why %s cannot be kept', (_, value, reason) => {
    expect(encode(value)).toEqual({ kind: 'obstacle', reason })
  })

  test('replaces secrets before they are kept', () => {
    const value = {
      user: 'ann', password: 'hunter2', apiKey: 'k1', 'set-cookie': ['a=1'], auth: { accessToken: 't', authorization: { value: 'v' } },
      headers: new Map([['Authorization', 'Bearer x']]), pairs: [['cookie', 'c=2']], tokens: [{ type: 'name', text: 'kept' }], monkey: 'kept', key: Buffer.from('kept'), client_secret: Buffer.from('gone'),
    }
    const encoded = encode(value)
    expect(encoded).toMatchObject({ kind: 'encoded', redacted: true })
    expect(through(value)).toEqual({
      user: 'ann', password: '*******', apiKey: '**', 'set-cookie': ['***'], auth: { accessToken: '*', authorization: { value: '*' } },
      headers: new Map([['Authorization', '********']]), pairs: [['cookie', '***']], tokens: [{ type: 'name', text: 'kept' }], monkey: 'kept', key: Buffer.from('kept'), client_secret: Buffer.alloc(4),
    })
  })

  test('replaces a secret parameter', () => {
    const encoded = encodeValue(['ann', 'hunter2'], { referenceOf, mostBytes: 100, isLoose: false, secret: [false, true] })
    expect(encoded.kind === 'encoded' && decodeValue(encoded.value, () => null)).toEqual(['ann', '*******'])
  })
})

describe('the digest of a value', () => {
  test('is the same for what is deeply equal, and only for that', () => {
    const make = (last: unknown): unknown => ({ money: new Money(1), map: new Map([[1, [2]]]), f: () => last, last })
    expect(digestOf(make(1))).toBe(digestOf(make(1)))
    expect(digestOf(make(1))).not.toBe(digestOf(make(2)))
    expect(digestOf(new Money(1))).not.toBe(digestOf(new Money(2)))
  })

  test('is none for what is too large', () => {
    expect(digestOf('x'.repeat(2_000_000))).toBe(null)
  })
})
