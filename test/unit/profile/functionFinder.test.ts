import { expect, test } from 'vitest'
import { FunctionFinder, nameFits } from '../../../src/core/profile/functionFinder.ts'
import { discoverFunctions } from '../../../src/core/source/discoverFunctions.ts'

const source = `class Cart {
  #items: number[] = []
  constructor() {
    this.#items.push(1)
  }
  get size() { return this.#items.length }
  #sum() { return 1 }
  static of() {
    return new Cart()
  }
}
const api = { first: () => work(), second: () => work() }
function outer(xs: number[]) {
  const inner = (x: number) => {
    return x + 1
  }
  return xs.map((x) => {
    return inner(x)
  })
}
work()
`

const finder = new FunctionFinder((file) => (file === '/a.ts' ? discoverFunctions(source, 'a.ts').functions : []))

/** 1-based. */
function ownerAt(line: number, v8Name: string): string {
  const owner = finder.ownerOf('/a.ts', line - 1, v8Name)
  return owner.kind === 'one' ? owner.function.name : `${owner.best.name}${owner.isCertain ? '!' : '?'}`
}

test.for([
  [4, 'Cart', 'Cart.constructor'],
  [6, 'get size', 'get Cart.size'],
  [7, '#sum', 'Cart.#sum'],
  [9, 'of', 'Cart.of'],
  [14, 'inner', 'outer.inner!'],
  [15, 'inner', 'outer.inner'],
  [15, 'outer', 'outer.inner'],
  [18, '', 'outer'],
  [21, '', '(top level)'],
] as const)('line %i of a frame named `%s` is of %s', ([line, v8Name, owner]) => {
  expect(ownerAt(line, v8Name)).toBe(owner)
})

test('of functions that share a line V8’s name tells', () => {
  expect(ownerAt(12, 'first')).toBe('api.first!')
  expect(ownerAt(12, 'second')).toBe('api.second!')
})

test('on the first line of an inner function the outer’s name may be a caller’s', () => {
  expect(ownerAt(14, 'outer')).toBe('outer?')
})

test('in a text that is unknown V8’s names are all there is', () => {
  const owner = finder.ownerOf('/unknown.js', 7, 'parse')
  expect(owner).toEqual({ kind: 'one', function: { file: '/unknown.js', name: 'parse', line: 7 } })
})

test('the same function is the same object', () => {
  const first = finder.ownerOf('/a.ts', 3, '')
  expect(finder.ownerOf('/a.ts', 3, 'x')).toEqual(first)
  expect(finder.startingAt('/a.ts', 2, 'Cart')).toBe(first.kind === 'one' ? first.function : null)
})

test('names that V8 or the bundler changed fit', () => {
  const functions = discoverFunctions(source, 'a.ts').functions
  const named = (name: string) => functions.find((each) => each.name === name) ?? expect.fail(name)
  expect(nameFits('Cart.of', named('Cart.of'))).toBe(true)
  expect(nameFits('outer2', named('outer'))).toBe(true)
  expect(nameFits('outermost', named('outer'))).toBe(false)
  expect(nameFits('', named('outer'))).toBe(false)
})
