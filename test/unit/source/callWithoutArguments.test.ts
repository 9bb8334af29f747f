import { describe, expect, it } from 'vitest'
import { callToFillIn, callWithoutArguments } from '../../../src/core/source/callWithoutArguments.ts'
import { discoverFunctions } from '../../../src/core/source/discoverFunctions.ts'
import { runWorkload } from './runWorkload.ts'

const needless = `
let calls = 0
const memo = (f: () => number) => ({ $$typeof: 1, type: f })
const debounce = (f: () => number) => () => f()
export function plain(tax = 0, ...rest: number[]) { return ++calls }
export const arrow = async (options?: object) => ++calls
const api = { get() { return ++calls }, 'a b': () => ++calls, deep: [{ run: () => ++calls }], get size() { return ++calls } }
class Cart {
  constructor(items = []) {}
  total() { return ++calls }
  #sum() { return ++calls }
  static make() { return ++calls }
  static #hidden() { return ++calls }
  get size() { return ++calls }
  get #first() { return ++calls }
  static get count() { return ++calls }
  handle = () => ++calls;
  *[Symbol.iterator]() { yield ++calls }
  ['a b']() { return ++calls }
}
class Sub extends Cart { own() { return ++calls } }
function Old() { calls++ }
Old.prototype.get = function () { return ++calls }
const Card = memo(() => ++calls)
namespace Space { export function inner() { return ++calls } }
export default function () { return ++calls }
`

describe('callWithoutArguments', () => {
  const { functions } = discoverFunctions(needless, 'module.ts')
  const callable = functions.flatMap((fn) => {
    const expression = callWithoutArguments(fn)
    return expression === null || fn.name === 'memo' || fn.name === 'debounce' ? [] : [{ name: fn.name, expression }]
  })

  it('is there for all that needs nothing', () => {
    expect(callable.map(({ expression }) => expression)).toEqual([
      'plain()', 'arrow()', 'api.get()', "api['a b']()", 'api.deep[0].run()', 'api.size',
      'new Cart()', 'new Cart().total()', 'new Cart().#sum()', 'Cart.make()', 'Cart.#hidden()', 'new Cart().size', 'new Cart().#first', 'Cart.count',
      'new Cart().handle()', 'new Cart()[Symbol.iterator]()', "new Cart()['a b']()", 'new Sub().own()', 'Old()', 'new Old().get()', 'Card()', 'Space.inner()', 'default()',
    ])
  })

  it.each(callable)('is a call of $name that works: $expression', async ({ name, expression }) => {
    const workload = await runWorkload(needless, name, expression)
    expect(workload.targetIsOutermost).toBe(true)
    await workload.once()
  })

  it.each([
    ['function f(a) {}', 'f', 'f(a)'],
    ['function f(a, { b }, c = 1) {}', 'f', 'f(a, { b }, c)'],
    ['class C { constructor(a, b, c = 1) {} m() {} }', 'C.m', 'new C(a, b).m()'],
    ['class C { constructor(a) {} }', 'C.constructor', 'new C(a)'],
    ['class C extends Elsewhere { m() {} }', 'C.m', 'new C().m()'],
    ['class C { set size(v) {} }', 'set C.size', 'new C().size = v'],
    ['class C { static set size(v) {} }', 'set C.size', 'C.size = v'],
    ['class C { constructor(a) {} get size() { return 1 } }', 'get C.size', 'new C(a).size'],
    ['exports.f = function (a) {}', 'f', 'exports.f(a)'],
    ['function f() { function g() {} }', 'f.g', null],
  ])('is not there for %s, which gets one to fill in', (text, name, suggestion) => {
    const all = discoverFunctions(text, 'module.js').functions
    const fn = all.find((each) => each.name === name)
    if (fn === undefined) throw new Error(`no ${name}`)
    expect(callWithoutArguments(fn)).toBeNull()
    expect(callToFillIn(fn, all)).toBe(suggestion)
  })
})
