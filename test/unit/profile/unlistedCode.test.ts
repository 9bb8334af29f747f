import { expect, test } from 'vitest'
import { FunctionFinder } from '../../../src/core/profile/functionFinder.ts'
import { discoverFunctions } from '../../../src/core/source/discoverFunctions.ts'

const source = `export const makeBy = dual(2, (n, f) => {
  return f(n)
})
class Cart {
  items = []
  total() {
    return 0
  }
}
class Shop {
  carts = new Map()
  constructor() {
    this.open = true
  }
}
listen(() => {
  ring()
})
listen(() => {
  ring()
})
ring()
`

test('a line outside of named functions is not called top level where more is known', () => {
  const { functions, unlisted } = discoverFunctions(source, 'file.ts')
  const finder = new FunctionFinder(() => functions, () => unlisted)
  const nameAt = (line: number): string => {
    const owner = finder.ownerOf('/file.ts', line, '')
    const { name, line: startLine } = owner.kind === 'one' ? owner.function : owner.best
    return `${name} ${startLine}`
  }
  expect(nameAt(1)).toBe('(anonymous in makeBy) 0')
  expect(nameAt(4)).toBe('Cart.constructor 3')
  expect(nameAt(6)).toBe('Cart.total 5')
  expect(nameAt(10)).toBe('Shop.constructor 11')
  expect(nameAt(12)).toBe('Shop.constructor 11')
  expect([nameAt(16), nameAt(19)]).toEqual(['(anonymous) 15', '(anonymous) 18'])
  expect(nameAt(21)).toBe('(top level) 0')
})

test('V8\'s name, under inlining the caller\'s, is taken only where the text is not known', () => {
  const { unlisted } = discoverFunctions('export default combine((x) => {\n  return x\n})\n', 'file.ts')
  const known = new FunctionFinder(() => [], () => unlisted)
  expect(known.ownerOf('/file.ts', 1, 'caller')).toMatchObject({ function: { name: '(anonymous in default)' } })
  expect(new FunctionFinder(() => []).ownerOf('/file.ts', 1, 'caller')).toMatchObject({ function: { name: 'caller' } })
})
