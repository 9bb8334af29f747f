import { describe, expect, it } from 'vitest'
import { captureModule } from './captureModule.ts'

const source = `'use strict'
class Cart {
  #items: number[]
  static made = 0
  constructor(items: number[]) { this.#items = items; Cart.made++ }
  total(tax = 0) {
    'a directive'
    return this.#sum(2) * (1 + tax)
  }
  #sum(factor: number): number { return factor * this.#items.reduce((a, b) => a + b, 0) }
  static #twice(n: number) { return 2 * n }
  static doubled(n: number) { return Cart.#twice(n) }
  get size() { return this.#items.length }
  set size(value: number) { this.#items.length = value }
  get #first() { return this.#items[0] }
  first() { return this.#first }
  scaled = (by: number, { more = 1 } = {}) => this.#items.map((item) => item * by * more);
  *each(from: number) { yield* this.#items.slice(from) }
  async later(by: number) { await null; return this.#items.length + by }
}
class Discount extends Cart {
  constructor(items: number[], readonly rate: number) { super(items) }
  override total(tax = 0) { return super.total(tax) / 2 }
}
const Anonymous = class { twice(n: number) { return n * 2 } }
const api = { twice(n: number) { return n * 2 }, get three() { return 3 }, plus: function (a: number, b: number) { return a + b }, minus: async (a: number, b = 1) => a - b }
function fib(n: number): number { return n < 2 ? n : fib(n - 1) + fib(n - 2) }
function counter(start: number) {
  let count = start
  const step = (by: number) => { count += by; return count }
  function back(by: number) { return step(-by) }
  return { step, back, peek: () => count }
}
function hidden(hidden: number) { return hidden + 1 }
function refuse(n: number) { if (n > 1) throw new RangeError('no'); return n }
const { plus, minus } = api
const made = () => new Cart([1, 2, 3])
export const uses = {
  'Cart.constructor': () => made().size,
  'Cart.total': () => [made().total(1), new Discount([2], 3).total(0)],
  'Cart.#sum': () => made().total(1),
  'Cart.#twice': () => Cart.doubled(4),
  'get Cart.size': () => made().size,
  'set Cart.size': () => { const cart = made(); cart.size = 1; return cart.size },
  'get Cart.#first': () => made().first(),
  'Cart.scaled': () => made().scaled(2, { more: 3 }),
  'Cart.each': () => [...made().each(1)],
  'Cart.later': () => made().later(2),
  'Discount.constructor': () => new Discount([1], 5).rate,
  'Discount.total': () => new Discount([2], 3).total(0),
  'Anonymous.twice': () => new Anonymous().twice(4),
  'api.twice': () => api.twice(4),
  'get api.three': () => api.three,
  'api.plus': () => plus(1, 2),
  'api.minus': () => minus(3),
  fib: () => fib(9),
  'counter.step': () => counter(5).step(2),
  'counter.back': () => counter(5).back(2),
  hidden: () => hidden(1),
}
export const use = (name: keyof typeof uses) => uses[name]()
export const tryRefuse = (n: number) => { try { return refuse(n) } catch { return -1 } }
export { fib }
`

describe('a function that tells of its calls', () => {
  it.each([
    ['Cart.constructor', [[1, 2, 3]]],
    ['Cart.total', [1]],
    ['Cart.#sum', [2]],
    ['Cart.#twice', [4]],
    ['get Cart.size', []],
    ['set Cart.size', [1]],
    ['get Cart.#first', []],
    ['Cart.scaled', [2, { more: 3 }]],
    ['Cart.each', [1]],
    ['Cart.later', [2]],
    ['Discount.constructor', [[1], 5]],
    ['Discount.total', [0]],
    ['Anonymous.twice', [4]],
    ['api.twice', [4]],
    ['get api.three', []],
    ['api.plus', [1, 2]],
    ['api.minus', [3]],
    ['fib', [9]],
    ['counter.step', [2]],
    ['counter.back', [2]],
  ])('%s: the same results, the same lines, calls that can be made again', async (name, args) => {
    const plain = await captureModule(source, null)
    const { text, exports, capture } = await captureModule(source, name)
    expect(text.split('\n').length).toBe(source.split('\n').length)
    const result = await plain.exports['use']?.(name)
    expect(await exports['use']?.(name)).toEqual(result)

    capture.start(false)
    expect(await exports['use']?.(name)).toEqual(result)
    const { seen, calls: [call] } = capture.stop()
    expect(seen).toBe(name === 'Cart.total' ? 2 : 1)
    const [fn, receiver, ...made] = call?.row ?? []
    expect(made).toEqual(args)
    expect(call?.threw).toBe(false)
    // Its body runs when it is made again.
    capture.hits?.fill(0)
    const again: unknown = Reflect.apply(fn as () => unknown, receiver, made)
    if (name === 'Cart.each') Array.from(again as Iterable<unknown>)
    expect(capture.hits?.some((hit) => hit === 1)).toBe(true)
    // Nothing is told when nobody asks.
    await exports['use']?.(name)
    expect(capture.stop().seen).toBe(seen)
  })

  it('keeps closures apart, and what they hold', async () => {
    const { exports, capture } = await captureModule(source, 'counter.step')
    capture.start(true)
    exports['use']?.('counter.step')
    const { calls: [call] } = capture.stop()
    const step = call?.row[0] as (by: number) => number
    expect([step(1), step(1)]).toEqual([8, 9])
  })

  it('counts calls of a function that cannot be had, and lets them be', async () => {
    const { exports, capture } = await captureModule(source, 'hidden')
    capture.start(true)
    expect(exports['use']?.('hidden')).toBe(2)
    expect(capture.stop()).toEqual({ seen: 1, calls: [] })
  })

  it('tells which calls threw', async () => {
    const { exports, capture } = await captureModule(source, 'refuse')
    capture.start(true)
    expect([1, 2].map((n) => exports['tryRefuse']?.(n))).toEqual([1, -1])
    expect(capture.stop().calls.map(({ threw }) => threw)).toEqual([false, true])
  })

  it('keeps as many of very many calls, the same ones each time, and then leaves the function alone', async () => {
    const { exports, capture } = await captureModule(source, 'fib')
    const record = (): readonly unknown[] => {
      capture.start(true)
      for (let n = 0; n < 150_000; n++) exports['fib']?.(-n)
      const { seen, calls } = capture.stop()
      expect({ seen, kept: calls.length }).toEqual({ seen: 100_000, kept: 200 })
      return calls.map(({ row }) => row[2])
    }
    const first = record()
    expect(new Set(first).size).toBe(200)
    expect(first.some((n) => Number(n) < -50_000)).toBe(true)
    expect(record()).toEqual(first)
  })
})
