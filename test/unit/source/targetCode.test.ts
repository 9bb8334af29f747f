import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { transform } from 'esbuild'
import { describe, expect, test } from 'vitest'
import { discoverFunctions } from '../../../src/core/source/discoverFunctions.ts'
import { targetCode } from '../../../src/core/source/targetCode.ts'
import type { TargetOptions } from '../../../src/core/source/targetCode.ts'
import { workloadHookName } from '../../../src/core/source/workloadHookName.ts'
import type { PreparedTarget } from '../../../src/protocol/workloadHook.ts'

/** Really runs the module with the code that hands the target over. */
async function handedOver(source: string, name: string, fileName = 'module.ts', options: Partial<TargetOptions> = {}): Promise<PreparedTarget> {
  const fn = discoverFunctions(source, fileName).functions.find((each) => each.name === name)
  const code = fn && targetCode(source, fileName, fn, { names: [], imports: [], renders: false, countsStatements: false, ...options })
  if (!code) throw new Error(`no code for ${name}`)
  expect(code.entryText.split('\n').length).toBe(source.split('\n').length)
  const { code: text } = await transform(code.entryText + code.appendedCode, { loader: 'tsx', format: fileName.endsWith('.cjs') ? 'cjs' : 'esm', target: 'node22' })
  const folder = await mkdtemp(path.join(tmpdir(), 'heatline-test-'))
  const hook = Symbol.for(workloadHookName)
  try {
    const file = path.join(folder, fileName.endsWith('.cjs') ? 'module.cjs' : 'module.mjs')
    await writeFile(file, text)
    const prepares: (() => Promise<PreparedTarget>)[] = []
    Reflect.set(globalThis, hook, (prepare: () => Promise<PreparedTarget>) => prepares.push(prepare))
    if (fileName.endsWith('.cjs')) createRequire(file)(file)
    else await import(pathToFileURL(file).href)
    const [prepare] = prepares
    if (prepare === undefined) throw new Error('nothing was handed over')
    return await prepare()
  } finally {
    Reflect.deleteProperty(globalThis, hook)
    await rm(folder, { recursive: true, force: true })
  }
}

const shop = `
export class Cart {
  #items: number[] = []
  constructor(...items: number[]) { this.#items = items }
  get size() { return this.#items.length }
  set first(value: number) { this.#items[0] = value }
  total(tax = 0) { return this.#sum() * (1 + tax) }
  #sum() { return this.#items.reduce((a, b) => a + b, 0) }
  static of(count: number) { return new Cart(...Array.from({ length: count }, () => 1)) }
}
export function counted() { return arguments.length }
export default (a: number, b: number) => a - b
`

describe('targetCode', () => {
  test('calls a free function on what a row begins with', async () => {
    const { call } = await handedOver('export const reply = {}; reply.send = function (a, b) { return [this.n, a, b] }', 'reply.send', 'module.ts', { takesThis: true })
    expect(call([{ n: 1 }, 2])).toEqual([1, 2, undefined])
  })

  test.each([
    ['Cart.total', ['new', 0.5], 9],
    ['get Cart.size', ['new'], 3],
    ['Cart.#sum', ['new'], 6],
    ['counted', [], 0],
    ['counted', [1, 2], 2],
    ['counted', [1, 2, 3, 4, 5, 6, 7, 8], 8],
    ['default', [5, 3], 2],
  ])('%s called with %j gives %j', async (name, inputs, expected) => {
    const { call, scope } = await handedOver(shop, name, 'module.ts', { names: ['Cart'] })
    const Cart = scope['Cart']?.() as new (...items: number[]) => unknown
    expect(call(inputs.map((each) => (each === 'new' ? new Cart(1, 2, 3) : each)))).toBe(expected)
  })

  test('a constructor makes instances, a setter sets', async () => {
    const made = (await handedOver(shop, 'Cart.constructor')).call([1, 2]) as { size: number; total: () => number }
    expect([made.size, made.total()]).toEqual([2, 3])
    const { call, scope } = await handedOver(shop, 'set Cart.first', 'module.ts', { names: ['Cart'] })
    const Cart = scope['Cart']?.() as new (...items: number[]) => { total: () => number }
    const cart = new Cart(1, 2)
    call([cart, 10])
    expect(cart.total()).toBe(12)
  })

  test('CommonJS, a module that may return early included', async () => {
    const { call } = await handedOver('if (globalThis.never) { return }\nmodule.exports = function add(a, b) { return a + b }', 'add', 'module.cjs')
    expect(call([1, 2])).toBe(3)
  })

  test('nothing for what lives inside another function', () => {
    const source = 'function outer() { function inner() {} }'
    const fn = discoverFunctions(source, 'm.js').functions.find(({ name }) => name === 'outer.inner')
    expect(fn && targetCode(source, 'm.js', fn, { names: [], imports: [], renders: false, countsStatements: false })).toBe(null)
  })

  test.each([
    // Each statement of the body once, whatever it is written as.
    ['function f(a) { if (a) return 1; else return 2 }', [true], 2],
    ['function f(a) { if (a) return 1; else return 2 }', [false], 2],
    ['const f = (a) => a ? 1 : 2', [true], 2],
    ['const f = (a) => ({ a })', [1], 1],
    ['function f(a) { "use strict"; for (const x of a) if (x > 1) a.seen = x; return a }', [[1, 2]], 4],
    ['function f(a) { for (const x of a) if (x > 1) a.seen = x; return a }', [[1]], 3],
    ['function f(a) { switch (a) { case 1: a++; break; default: a-- } const g = () => { a++ }; return a }', [1], 5],
    ['function f(a) { outer: for (;;) { while (a) { a--; continue outer } break } }', [1], 5],
  ])('%s of %j counts %d statements', async (source, inputs, expected) => {
    const { call, hits } = await handedOver(`${source}\nexport {}`, 'f', 'module.js', { countsStatements: true })
    call(inputs)
    expect([...hits?.keys() ?? []].filter((index) => hits?.[index] === 1)).toHaveLength(expected)
  })
})
