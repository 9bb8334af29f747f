import { describe, expect, it } from 'vitest'
import { discoverFunctions } from '../../../src/core/source/discoverFunctions.ts'
import { workloadCode } from '../../../src/core/source/workloadCode.ts'
import { workloadHookName } from '../../../src/core/source/workloadHookName.ts'
import { workloadHook } from '../../../src/protocol/workloadHook.ts'
import { runWorkload } from './runWorkload.ts'

const cart = `
let made = 0
const prices = [1, 2]
class Cart {
  #items: number[]
  constructor(items: number[] = [], readonly log: string[] = []) { this.#items = items; made++ }
  static of(...items: number[]) { return new Cart(items) }
  static #twice(n: number) { return 2 * n }
  static get count() { return made }
  static set count(value) { made = value }
  total(tax = 0, more = 0) { return this.#sum(1) * (1 + tax) + more }
  #sum(factor: number) { return factor * this.#items.reduce((a, b) => a + b, 0) }
  get #first() { return this.#items[0] }
  set #first(value: number) { this.#items[0] = value }
  get size() { return this.#items.length }
  set size(value: number) { this.#items.length = value }
  scaled = (by: number) => this.#items.map((item) => item * by)
  add(item: number) { this.#items.push(item); return this }
  ['odd name'](x: number) { return x }
  *[Symbol.iterator]() { yield* this.#items }
}
class Discount extends Cart { override total(tax = 0) { return super.total(tax) / 2 } }
class Plain extends Cart {}
function total(orders: number[], tax = 0) { return orders.reduce((a, b) => a + b, 0) * (1 + tax) }
const lib = { total(x: number) { return -x }, deep: { total } }
function tag(strings: TemplateStringsArray, ...values: number[]) { return strings.raw.join('|') + values.join(',') }
async function load(x: number) { await null; return x + 1 }
function Old(this: { x: number }, x: number) { this.x = x }
Old.prototype.get = function () { return this.x }
function i(n: number) { return n + 1 }
const list = [1, 2, 3]
`

describe('workloadCode', () => {
  it('uses the name that the runner listens to', () => {
    expect(Symbol.for(workloadHookName)).toBe(workloadHook)
  })

  it.each<[name: string, expression: string, inputs: unknown[], result: unknown]>([
    ['total', 'total(prices, 0.5)', [[1, 2], 0.5], 4.5],
    ['total', 'total(prices, 0.5); // with tax', [[1, 2], 0.5], 4.5],
    ['total', '/* all */ (total(\n  prices, // two\n  0.5 as number,\n)) as number', [[1, 2], 0.5], 4.5],
    ['total', 'total(...[prices, 0.5])', [[[1, 2], 0.5]], 4.5],
    ['total', 'lib.deep.total(prices)', [expect.anything(), [1, 2]], 3],
    ['Cart.of', 'Cart.of(1, 2)', [1, 2], expect.anything()],
    ['Cart.total', 'new Cart([1]).total(0.5, 1)', [expect.anything(), 0.5, 1], 2.5],
    ['Cart.total', 'new Plain([1])!.total()', [expect.anything()], 1],
    ['Cart.total', 'new Cart([1])?.total(1)', [expect.anything(), 1], 2],
    ['Cart.total', "(await Promise.resolve(new Cart([1])))['total'](1)", [expect.anything(), 1], 2],
    ['Cart.scaled', 'new Cart([1, 2]).scaled(3)', [expect.anything(), 3], [3, 6]],
    ["Cart['odd name']", "new Cart()['odd name'](7)", [expect.anything(), 7], 7],
    ['Cart[Symbol.iterator]', 'new Cart()[Symbol.iterator]()', [expect.anything()], expect.anything()],
    ['Cart.constructor', 'new Cart(prices)', [[1, 2]], expect.anything()],
    ['Cart.constructor', 'new Cart', [], expect.anything()],
    ['get Cart.size', 'new Cart(prices).size', [expect.anything()], 2],
    ['set Cart.size', 'new Cart([1, 2, 3]).size = 1 + 1', [expect.anything(), 2], 2],
    ['get Cart.count', 'Cart.count', [], expect.any(Number)],
    ['set Cart.count', 'Cart.count = 7', [7], 7],
    ['Cart.#sum', 'new Cart(prices).#sum(10)', [expect.anything(), 10], 30],
    ['Cart.#twice', 'Cart.#twice(4)', [4], 8],
    ['get Cart.#first', 'new Cart([5]).#first', [expect.anything()], 5],
    ['set Cart.#first', 'new Cart([5]).#first = 6', [expect.anything(), 6], undefined],
    ['tag', 'tag`a${1 + 1}b\\n${3}`', [2, 3], 'a|b\\n|2,3'],
    ['Old', 'new Old(3)', [3], expect.objectContaining({ x: 3 })],
    ['Old.get', 'new Old(3).get()', [expect.anything()], 3],
    ['i', 'i(1)', [1], 2],
    ['lib.total', 'lib.total(1)', [1], -1],
  ])('times only the call of %s in %s', async (name, expression, inputs, result) => {
    const workload = await runWorkload(cart, name, expression)
    expect(workload.targetIsOutermost).toBe(true)
    expect(workload.inputs).toEqual(inputs)
    expect(workload.once()).toEqual(result)
    workload.once()
  })

  it.each<[name: string, expression: string, result: unknown]>([
    ['total', 'list.map((x) => total([x]))', [1, 2, 3]],
    ['total', 'lib.total(1)', -1],
    ['total', 'Math.round(total([0.6]))', 1],
    ['total', 'total([1]) + total([2])', 3],
    ['Cart.total', 'new Discount([4]).total()', 2],
    ['Cart.total', 'new Discount([4]).total(...[1])', 4],
    ['Cart.add', 'new Cart([]).add(1).add(2).total()', 3],
    ['Cart[Symbol.iterator]', '[...new Cart([1, 2])]', [1, 2]],
    ['Cart.constructor', 'new Plain([1])', expect.anything()],
    ['Cart.constructor', 'Cart.of(1)', expect.anything()],
    ['Cart.#sum', 'list.map((x) => new Cart([x]).#sum(2))', [2, 4, 6]],
    ['set Cart.size', 'new Cart([1]).size += 1', 2],
    ['load', '[await load(1), await load(2)]', [2, 3]],
    ['load', 'load(1).then((x) => x * 2)', 4],
  ])('for %s times all of %s, and says so', async (name, expression, result) => {
    const workload = await runWorkload(cart, name, expression)
    expect(workload.targetIsOutermost).toBe(false)
    expect(workload.inputs).toEqual([])
    expect(await workload.once()).toEqual(result)
    await workload.once()
  })

  it('evaluates receiver and arguments once, not per call', async () => {
    const workload = await runWorkload(`${cart}\nexport { made }`, 'Cart.total', 'new Cart([made]).total(made)')
    expect(workload.inputs).toEqual([expect.anything(), 1])
    workload.once()
    workload.once()
    expect(workload.exports['made']).toBe(1)
  })

  it('evaluates no argument of a call that is not the target', async () => {
    const workload = await runWorkload('let n = 0; function f() { return n++ }\nfunction g(x: number) { return x }', 'f', 'g(f())')
    expect(workload.targetIsOutermost).toBe(false)
    expect(workload.once()).toBe(0)
  })

  it('spreads an iterator that can be used only once', async () => {
    const workload = await runWorkload(cart, 'total', 'total(...(function* () { yield prices; yield 1 })())')
    expect([workload.once(), workload.once()]).toEqual([6, 6])
  })

  it('leaves a promise to whoever calls', async () => {
    const workload = await runWorkload(cart, 'load', 'await load(1)')
    expect(workload.targetIsOutermost).toBe(true)
    expect(workload.once()).toBeInstanceOf(Promise)
    expect(await workload.once()).toBe(2)
  })

  it("has Node's modules in scope, unless the module has something of that name", async () => {
    const text = 'export function use(...all: unknown[]) { return all }\nconst os = { mine: true }'
    const workload = await runWorkload(text, 'use', "use(path.join('a', 'b'), os.mine, ((util) => util)(3), perf_hooks.performance.now() > 0, crypto.createHash('md5').update('').digest('hex').length)")
    expect(workload.inputs).toEqual([expect.stringMatching(/^a.b$/), true, 3, true, 32])
  })

  it.each([
    ['export default function (x: number) { return x + 1 }', 'default', 'default(4)'],
    ['export default async (x: number) => x + 1', 'default', 'default(4)'],
    ['export /* the */ default\n  (x: number) => x + 1', 'default', 'default(4)'],
    ['export default (function (x: number) { return x + 1 })', 'default', 'default(4)'],
    ['export default class { next(x: number) { return x + 1 } }', 'default.next', 'new default().next(4)'],
    ['function d(c: unknown) { void c }\n@d export default class extends Object { next(x: number) { return x + 1 } }', 'default.next', 'new default().next(4)'],
    ['export default abstract class { static next(x: number) { return x + 1 } }', 'default.next', 'default.next(4)'],
    ['export default { next(x: number) { return x + 1 } }', 'default.next', 'default.next(4)'],
    ['export default function named(x: number) { return x + 1 }', 'named', 'named(4)'],
  ])('reaches the default export of %s', async (text, name, expression) => {
    const workload = await runWorkload(`${text}\n// the end`, name, expression)
    expect(workload.targetIsOutermost).toBe(true)
    expect(await workload.once()).toBe(5)
    expect(workload.exports['default']).toBeDefined()
  })

  it('leaves the text a module by itself, whose format can be told', () => {
    const text = 'export default (x) => x'
    const { functions: [fn] } = discoverFunctions(text, 'module.js')
    if (fn === undefined) throw new Error('no function')
    const { entryText } = workloadCode(text, 'module.js', fn, 'default(1)')
    expect(entryText).not.toBe(text)
    expect(discoverFunctions(entryText, 'module.js')).toMatchObject({ format: 'module', errors: [] })
  })

  it.each([
    ['exports.next = function (x) { return x + 1 }', 'next', 'next(4)'],
    ['exports.next = function (x) { return x + 1 }', 'next', 'exports.next(4)'],
    ['module.exports = { next(x) { return x + 1 } }', 'next', 'next(4)'],
    ['exports.next = (x) => x + 1; exports.other = 3', 'next', 'next(((other) => other)(4))'],
    ['exports.next = (x) => x + 1; exports.other = (x) => x', 'next', 'next(((other) => other)(4))'],
    ['exports.next = ({ other }) => other() + 1; exports.other = () => 4', 'next', 'next({ other })'],
    ['module.exports = function next(x) { return x + 1 }', 'next', 'next(4)'],
    ['module.exports = function (x) { return x + 1 }', 'default', 'default(4)'],
    ['module.exports = class Calc { next(x) { return x + 1 } }', 'Calc.next', 'new Calc().next(4)'],
    ['function next(x) { return x + 1 }\nif (next(1)) return\nthrow new Error()', 'next', 'next(4)'],
    ["#!/usr/bin/env node\n'use strict'; if (!this.x) return\nexports.x = next; function next(x) { return x + 1 }", 'next', 'next(4)'],
    ['const next = (x) => x + 1 // the end', 'next', 'await next(4)'],
    ['const next = function (x) { return x + 1 }', 'next', 'next(await 4)'],
  ])('runs in CommonJS: %s', async (text, name, expression) => {
    const workload = await runWorkload(text, name, expression, 'module.js')
    expect(workload.targetIsOutermost).toBe(true)
    expect(workload.once()).toBe(5)
  })

  it('runs in CommonJS written in TypeScript', async () => {
    const workload = await runWorkload('function next(x: number): number { return x + 1 }\nexport = { next }', 'next', 'next(<number>4)', 'module.cts')
    expect(workload.once()).toBe(5)
  })

  it.each([
    ['memo', "{ $$typeof: Symbol('memo'), type: f }", true],
    ['forwardRef', "{ $$typeof: Symbol('forward'), render: f }", true],
    ['debounce', '(x: number) => f(x)', false],
  ])('calls what %s wraps where that can be got at', async (wrapper, made, targetIsOutermost) => {
    const text = `const ${wrapper} = (f: (x: number) => number) => (${made})\nconst Next = ${wrapper}((x: number) => x + 1)`
    const workload = await runWorkload(text, 'Next', 'Next(4)')
    expect(workload.targetIsOutermost).toBe(targetIsOutermost)
    expect(workload.inputs).toEqual([4])
    expect(workload.once()).toBe(5)
  })

  it('takes JSX in a call', async () => {
    const text = 'const h = (name: unknown, props: unknown) => ({ name, props })\nexport function render(node: unknown) { return node }\nfunction App() { return <b/> }'
    const workload = await runWorkload(text, 'render', 'render(<App n={1} />)', 'module.tsx')
    expect(workload.once()).toEqual({ name: expect.any(Function), props: { n: 1 } })
  })

  it('clashes with no name of the module', async () => {
    const text = 'const globalThis = 1, Symbol = 2, inputs = 3, receiver = 4\nfunction heatline$prepare(x: number) { return x }\nconst heatline$$i = 5'
    const fixed = text.replace('globalThis = 1, ', '')
    const workload = await runWorkload(fixed, 'heatline$prepare', 'heatline$prepare(inputs + receiver + Symbol + heatline$$i)')
    expect(workload.once()).toBe(14)
  })

  it('moves no line of the user', () => {
    for (const [text, name, expression] of [
      [cart, 'Cart.#sum', 'new Cart().#sum(1)'],
      ['export\ndefault\n(x) => {\n}', 'default', 'default(1)'],
      ["'use strict'\nif (a) return\nfunction f() {}", 'f', 'f()'],
      ['function f() {}\r\nf()\r\n', 'f', 'f()'],
    ] as const) {
      const discovered = discoverFunctions(text, 'module.js').functions.length > 0 ? 'module.js' : 'module.ts'
      const fn = discoverFunctions(text, discovered).functions.find((each) => each.name === name)
      if (fn === undefined) throw new Error(`no ${name}`)
      const code = workloadCode(text, discovered, fn, expression)
      const lines = text.split('\n')
      expect(code.entryText.split('\n')).toHaveLength(lines.length)
      expect(code.userLines).toBe(lines.length)
      expect((code.entryText + code.appendedCode).split('\n')[code.userLines]).toMatch(/^;/)
    }
  })

  it.each([
    ['total', '', 'The call is empty. Write one, like `total(orders, 0.2)`.'],
    ['total', 'total(', /^The call does not parse: .* \(column 7\)\.$/],
    ['total', 'total(1;', /\(column 8\)/],
    ['total', 'total(1,\n  2 3)', /\(line 2, column 5\)/],
    ['total', 'const x = total()', 'The call must be one expression, like `total(orders, 0.2)`, but is a statement (column 1).'],
    ['total', 'prices; total(prices)', 'The call must be one expression, like `total(orders, 0.2)`, but another one follows (column 9).'],
    ['total', 'total', '`total` is not called. Write the call, like `total(orders, tax)`.'],
    ['Cart.total', 'new Cart().total', '`new Cart().total` is not called. Write the call, like `new Cart().total(tax, more)`.'],
    ['total', 'total(new Cart().#items)', 'The call uses `#items`, which only code inside its class can. Call a method of the class that uses it.'],
    ['total', 'default(1)', 'The call names `default`, but the file has no default export without a name of its own.'],
  ])('for %s refuses %j', async (name, expression, message) => {
    await expect(runWorkload(cart, name, expression)).rejects.toThrow(message)
  })
})
