import { expect, test } from 'vitest'
import { changedFunctions } from '../../../src/core/source/changedFunctions.ts'

test('names functions that are in both texts and differ: neither new ones, nor those that only moved', () => {
  const before = 'export function a() { return 1 }\nexport const b = () => 2\nclass C { m() { return 3 } }\n'
  const after = 'export function fresh() {}\nexport const b = () => 2\nexport function a() { return 10 }\nclass C { m() { return 30 } }\n'
  expect(changedFunctions(before, after, 'x.ts').map(({ name }) => name)).toEqual(['a', 'C.m'])
  expect(changedFunctions(before, before, 'x.ts')).toEqual([])
})
