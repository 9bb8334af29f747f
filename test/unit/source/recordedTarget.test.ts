import { runInNewContext } from 'node:vm'
import { describe, expect, test } from 'vitest'
import { recordedTarget } from '../../../src/core/source/recordedTarget.ts'
import { registeredNames } from '../../../src/core/source/registeredNames.ts'

/** What the instrumented text tells: wrapped names with the arguments of their calls. */
interface Told {
  readonly wrapped: string[]
  readonly calls: unknown[][]
}

type AnyFunction = (...values: unknown[]) => unknown

/** Runs an instrumented script, and then an expression in it. */
function run(text: string, functionName: string, expression: string): { readonly value: unknown; readonly told: Told; readonly problem: string | null } {
  const told: Told = { wrapped: [], calls: [] }
  const wrap = (fn: AnyFunction, name: string): AnyFunction => {
    told.wrapped.push(name)
    return new Proxy(fn, {
      apply(target, self, values: unknown[]) {
        told.calls.push(values)
        return Reflect.apply(target, self, values)
      },
    })
  }
  const recorder = {
    wrap,
    member(owner: object, key: PropertyKey, half: 'value' | 'get' | 'set') {
      const descriptor = Object.getOwnPropertyDescriptor(owner, key) ?? {}
      Object.defineProperty(owner, key, { ...descriptor, [half]: wrap(descriptor[half] as AnyFunction, String(key)) })
    },
    constructed(made: unknown, maker: unknown, values: ArrayLike<unknown>) {
      if (made === maker) told.calls.push(Array.from(values))
    },
  }
  const made = recordedTarget(text, { file: '/cart.js', recorder: 'recorder', functionName })
  if ('problem' in made) return { value: null, told, problem: made.problem }
  return { value: runInNewContext(`${made.text}\n;(${expression})`, { recorder, exports: {} }), told, problem: null }
}

describe('a recorded target', () => {
  test.each([
    ['a function', 'const alias = total\nfunction total(a, b) { return a + b }', 'total', 'alias(1, 2)'],
    ['an arrow', 'const total = (a, b) => a + b', 'total', 'total(1, 2)'],
    ['a function of an object', 'const api = { total: function (a, b) { return a + b } }', 'api.total', 'api.total(1, 2)'],
    ['a method of an object', 'const api = { total(a, b) { return a + b } }', 'api.total', 'api.total(1, 2)'],
    ['an export', 'exports.total = (a, b) => a + b', 'total', 'exports.total(1, 2)'],
    ['a static method', 'class Cart { static total(a, b) { return a + b } }', 'Cart.total', 'Cart.total(1, 2)'],
    ['a method', 'class Cart { total(a, b) { return a + b } }', 'Cart.total', 'new Cart().total(1, 2)'],
    ['a computed method', "const key = 'x'; class Cart { ['a b'](a, b) { return a + b } }", "Cart['a b']", "new Cart()['a b'](1, 2)"],
    ['a class field', 'class Cart { total = (a, b) => a + b }', 'Cart.total', 'new Cart().total(1, 2)'],
    ['a method of a prototype', 'function Cart() {}\nCart.prototype.total = function (a, b) { return a + b }', 'Cart.total', 'new Cart().total(1, 2)'],
    ['what a wrapper holds', 'const memo = (f) => (...a) => f(...a)\nconst total = memo((a, b) => a + b)', 'total', 'total(1, 2)'],
  ])('tells the calls of %s', (_, text, name, call) => {
    const { value, told, problem } = run(text, name, call)
    expect(problem).toBe(null)
    expect(value).toBe(3)
    expect(told.calls).toEqual([[1, 2]])
  })

  test('tells accessors', () => {
    const text = 'class Cart { get size() { return this.n } set size(n) { this.n = n } }'
    expect(run(text, 'set Cart.size', '(() => { const c = new Cart(); c.size = 3; return c.size })()')).toMatchObject({ value: 3, told: { calls: [[3]] } })
    expect(run(text, 'get Cart.size', '(() => { const c = new Cart(); c.size = 3; return c.size })()')).toMatchObject({ value: 3, told: { calls: [[]] } })
  })

  test('tells constructors, without those of subclasses', () => {
    const text = 'class Cart { constructor(a) { this.a = a } }\nclass Big extends Cart { constructor() { super(9) } }'
    expect(run(text, 'Cart.constructor', '[new Cart(1).a, new Big().a]')).toMatchObject({ told: { calls: [[1]] } })
  })

  test('leaves functions as they look', () => {
    expect(run('const total = (a, b) => a + b', 'total', 'total.length')).toMatchObject({ value: 2, told: { wrapped: ['total'] } })
    expect(run("'use strict'\nfunction total() { return this }", 'total', 'total()').value).toBe(undefined)
  })

  test('leaves every line where it was', () => {
    const text = "'use strict'\nclass Cart {\n  total(a) {\n    return a\n  }\n}\nexport default function (a) {\n  return new Cart().total(a)\n}\n"
    for (const functionName of ['Cart.total', 'default']) {
      const wrapped = recordedTarget(text, { file: '/cart.js', recorder: 'recorder', functionName })
      const made = 'text' in wrapped ? wrapped.text : ''
      expect(made.split('\n').length).toBe(text.split('\n').length)
      expect(made.split('\n')[3]).toBe('    return a')
    }
  })

  test('says why a function cannot be recorded', () => {
    expect(run('class Cart { #sum() { return 1 } total() { return this.#sum() } }', 'Cart.#sum', '1').problem).toBe('It is private: only code of its class can call it, so its calls cannot be recorded.')
    expect(run('const a = 1', 'total', 'a').problem).toBe('`total` was not found in what /cart.js is compiled to.')
  })
})

describe('the registered names of a module', () => {
  test('are its classes and functions, and nothing of its types', () => {
    const text = "import type { A } from './a'\nimport { B } from './b'\ninterface C {}\ndeclare class D {}\nexport abstract class Cart {}\nexport const total = () => 1\nconst n = 1\nexport default async function main() {}\nfunction* over() {}\nconst later: F = async (a) => a\n  class Inner {}\n"
    expect(registeredNames(text).toSorted()).toEqual(['Cart', 'later', 'main', 'over', 'total'])
  })

  test('are no reserved words', () => {
    expect(registeredNames('const a = `\nclass extends B\nfunction if\n`')).toEqual([])
  })
})
