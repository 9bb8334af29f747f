import { expect, test } from 'vitest'
import { discoverFunctions } from '../../../src/core/source/discoverFunctions.ts'

function unlisted(text: string): readonly string[] {
  return discoverFunctions(text, 'file.ts').unlisted.map(({ name, startLine, endLine, nameLine }) => `${name} ${startLine}-${endLine}, named on ${nameLine}`)
}

test('an anonymous function is known by what its call is bound to', () => {
  expect(unlisted('export const makeBy: F =\n  dual(2, (n, f) => {\n    return f(n)\n  })\nlisten((x) => x)')).toEqual(
    expect.arrayContaining(['(anonymous in makeBy) 1-3, named on 1', '(anonymous) 4-4, named on 4']))
})

test('a class is known by its constructor, written out or not', () => {
  expect(unlisted('export class Cart {\n  items = []\n}\nconst Shop = class {\n  constructor() {}\n}')).toEqual(
    expect.arrayContaining(['Cart.constructor 0-2, named on 0', 'Shop.constructor 3-5, named on 3']))
})

test('what is in a named function is its own', () => {
  expect(unlisted('function outer(xs) {\n  class Inner { a = 1 }\n  return xs.map((x) => x)\n}\nconst f = () => [].map(() => 1)')).toEqual([])
})
