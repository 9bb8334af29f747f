import { expect, test } from 'vitest'
import { functionsBroken } from '../../../src/core/source/functionsBroken.ts'

const before = 'export function a() {\n  return 1\n}\nexport function b() {\n  return [2]\n}\nexport function c() {}\n'
const broken = (found: string, replaced: string) => functionsBroken(before, before.replace(found, replaced), 'x.ts').map(({ name }) => name)

test('names the functions in which a text that does not parse differs from the one before', () => {
  expect(broken('[2]', '[2')).toEqual(['b'])
  expect(broken('return 1\n}', 'return 1\n')).toEqual(['a'])
  expect(broken('1\n}\nexport function b() {', '{')).toEqual(['a', 'b'])
  expect(broken('[2]', '[3]')).toEqual([])
})
