import { describe, expect, test } from 'vitest'
import { discoverFunctions } from '../../../src/core/source/discoverFunctions.ts'
import { identityHash } from '../../../src/core/source/identityHash.ts'

/** Of the first function that the text has, or the one of that name. */
function identityIn(text: string, name?: string): string {
  const { functions } = discoverFunctions(text, 'cart.ts')
  const found = functions.find((each) => name === undefined || each.name === name)
  if (found === undefined) throw new Error(`There is no function in ${text}`)
  return identityHash(text, found)
}

const original = 'export function total(items: Item[], rate = 1) {\n  // all of them\n  return items.reduce((sum, item) => sum + item.price, 0) * rate\n}\n'

describe('the identity of a function', () => {
  test.each([
    ['another name', original.replace('total', 'sumOf')],
    ['another place', `import { a } from './a.ts'\n\n\nconst b = a()\n${original}`],
    ['not exported', original.replace('export ', '')],
    ['deeper in', `namespace shop {\n${original.replaceAll(/^(?=.)/gm, '  ')}}\n`],
    ['a method', `class Cart {\n${original.replace('export function total', 'sum').replaceAll(/^(?=.)/gm, '    ')}}\n`],
    ['an arrow function', original.replace('export function total', 'const sum = ').replace(') {', ') => {')],
    ['another name of letters that are not English', original.replace('total', 'fünf$')],
    ['other line endings', original.replaceAll('\n', '\r\n')],
  ])('stays with %s', (_what, text) => {
    expect(identityIn(text)).toBe(identityIn(original))
  })

  test.each([
    ['another body', original.replace('item.price', 'item.cost')],
    ['another parameter', original.replace('items: Item[]', 'items: Line[]')],
    ['another default', original.replace('rate = 1', 'rate = 2')],
    ['async', original.replace('export function', 'export async function')],
    ['a generator', original.replace('function total', 'function* total')],
  ])('changes with %s', (_what, text) => {
    expect(identityIn(text)).not.toBe(identityIn(original))
  })

  test('stays for one that calls itself, and only for that name', () => {
    const recursive = 'function fact(n: number): number {\n  return n < 2 ? 1 : n * fact(n - 1) + factor\n}'
    expect(identityIn(recursive.replaceAll(/\bfact\b/g, 'product'))).toBe(identityIn(recursive))
    expect(identityIn(recursive.replace('factor', 'product'))).not.toBe(identityIn(recursive))
  })

  test('is told for every shape of a function', () => {
    const shapes = 'const a = x => x + 1\nconst b = async x => x + 1\nclass C { get size() { return 1 } static async *walk<T>(t: T) { yield t } #own = () => 2; ["a b"]() { return 3 } constructor() { this.x = 1 } }\nexport default function () { return 4 }\nconst $ = (v: number) => $(v - 1)\n'
    const { functions } = discoverFunctions(shapes, 'cart.ts')
    expect(functions.length).toBeGreaterThan(7)
    expect(new Set(functions.map((each) => identityHash(shapes, each))).size).toBe(functions.length)
    expect(identityIn(shapes.replaceAll('$', '$$$'), '$$')).toBe(identityIn(shapes, '$'))
  })
})
