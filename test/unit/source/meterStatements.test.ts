import { runInThisContext } from 'node:vm'
import { afterEach, describe, expect, test } from 'vitest'
import { heapMeterName } from '../../../src/core/source/heapMeterName.ts'
import { meterStatements } from '../../../src/core/source/meterStatements.ts'

const hook = Symbol.for(heapMeterName)

afterEach(() => { Reflect.deleteProperty(globalThis, hook) })

/** Runs a metered program. @returns its value, and the statements as they ran: `>` where a call begins, `<` where it ends */
function run(program: string): { readonly value: unknown; readonly ran: readonly string[] } {
  // A bundle's code begins far below its first line.
  const text = `\n${program}`
  const metered = meterStatements(text, false, () => true)
  if (metered === null) throw new Error('It does not parse')
  expect(metered.text.split('\n')).toHaveLength(text.split('\n').length)
  const ran: string[] = []
  Reflect.set(globalThis, hook, {
    now: () => null,
    enter: () => ran.push('>'),
    at: (_: unknown, place: number) => ran.push(text.slice(metered.places[place], (metered.places[place] ?? 0) + 8).split('\n')[0] ?? ''),
    leave: () => ran.push('<'),
  })
  return { value: runInThisContext(`(() => {${metered.text}\n})()`), ran }
}

describe('metered statements', () => {
  test('tell of each function, statement and round of a loop', () => {
    const { value, ran } = run(`
function f(n) {
  let sum = 0
  for (const x of n) sum += x
  return sum
}
return f([1, 2])`)
    expect(value).toBe(3)
    expect(ran).toEqual(['>', 'let sum ', 'for (con', 'sum += x', 'for (con', 'sum += x', 'for (con', 'return s', '<'])
  })

  test('book what follows a `continue` on the loop', () => {
    const { ran } = run(`
function f(n) {
  for (let i = 0; i < n; i++) {
    if (i === 0) continue
    i += 0
  }
}
return f(2)`)
    expect(ran).toEqual(['>', 'for (let', 'if (i ==', 'for (let', 'if (i ==', 'i += 0', 'for (let', '<'])
  })

  test.each<[string, string, unknown]>([
    ['arrows that give an object, or are in parentheses', 'const f = (x) => ({ x })\nconst g = (x) => (x, (x + 1))\nconst h = x => (x)(2)\nreturn [f(1).x, g(1), h((y) => y * 3)]', [1, 2, 6]],
    ['arrows one in the other', 'return [1, 2].map((x) => [3].map((y) => x + y)).flat()', [4, 5]],
    ['`else if`, and statements without braces', 'function f(x) { if (x === 1) return "a"; else if (x === 2) return "b"; else return "c" }\nreturn f(1) + f(2) + f(3)', 'abc'],
    ['loops that end early, labels and switches', 'function f() { let n = 0\nouter: for (let i = 0; i < 5; i++) { do { n++; if (n > 6) break outer; switch (i) { case 1: n += 2; default: continue outer } } while (true) }\nreturn n }\nreturn f()', 7],
    ['classes with fields, private methods and constructors that call others', 'class A { #n = 1; constructor(x) { this.x = x } #m() { return this.#n } get n() { return this.#m() + this.x } }\nclass B extends A { constructor() { super(4); this.y = 1 } }\nreturn new B().n', 5],
    ['`this`, `arguments` and directives', 'function f() { "use strict"; return [this === undefined, arguments.length] }\nreturn f(1, 2)', [true, 2]],
    ['generators', 'function* g() { let i = 0; while (i < 3) yield i++ }\nreturn [...g()]', [0, 1, 2]],
    ['hoisted functions', 'function f() { return g()\nfunction g() { return 5 } }\nreturn f()', 5],
    ['errors', 'function f() { throw new Error("no") }\ntry { f() } catch (error) { return error.message }', 'no'],
    ['functions that hold nothing', 'function f() {}\nconst g = () => {}\nreturn [f(), g()]', [undefined, undefined]],
  ])('leave as they are: %s', (_, text, value) => {
    expect(run(text).value).toEqual(value)
  })

  test('are none where a text does not parse', () => {
    expect(meterStatements('function f( {', false, () => true)).toBeNull()
  })
})
