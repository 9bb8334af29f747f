import { expect, test } from 'vitest'
import { numericConstants } from '../../../src/core/source/numericConstants.ts'

const read = (text: string, file = 'a.ts') => numericConstants(text, file)

/** `name = value`, what stands there, and its mark. */
const told = (text: string) => read(text)?.constants.map(({ name, value, start, end, mark }) => [name, value, text.slice(start, end), mark])

test.each<[string, number, string]>([
  ['const A = 16', 16, '16'],
  ['export const A: number = 0.5', 0.5, '0.5'],
  ['const A = -3', -3, '-3'],
  ['const A = 64 * 1024', 65_536, '64 * 1024'],
  ['const A = 1 << 16', 65_536, '1 << 16'],
  ['const A = (2 ** 4 - 1)', 15, '2 ** 4 - 1'],
  ['const A = 0x10', 16, '0x10'],
  ['const A = 1_000', 1000, '1_000'],
  ['const A = 8 as const', 8, '8'],
  ['function f() { for (const x of y) { const A = 2 } }', 2, '2'],
])('%s is a number', (text, value, there) => {
  expect(told(text)).toEqual([['A', value, there, null]])
})

test.each(['const A = "16"', 'const A = n', 'const A = 1 / 0', 'const A = 3n', 'const A = n * 2', 'const A = [1]'])('%s is none, and is named', (text) => {
  expect(read(text)).toEqual({ constants: [], otherNames: ['A'], strayMarks: [] })
})

test.each(['let A = 16', 'const { A } = { A: 16 }', 'for (const A of [1]) {}', 'declare const A: number'])('%s is nothing to tune', (text) => {
  expect(read(text)).toEqual({ constants: [], otherNames: [], strayMarks: [] })
})

test.each([
  ['const A = 16 // @tune 1..64', '1..64'],
  ['// @tune 1..64\nconst A = 16', '1..64'],
  ['/** How many at once. @tune 1..64 step 4 */\nexport const A = 16', '1..64 step 4'],
  ['/**\n * How many at once.\n * @tune 1..64\n */\nexport const A = 16', '1..64'],
  ['/* @tune 1..64 */ const A = 16', '1..64'],
  ['// @tune 1..64\n// What follows is a size.\nconst A = 16', '1..64'],
  ['const A = 16 // @tune', ''],
  ['const A = 16 // @tuned 1..64', null],
  ['const A = 16 // see a@tune 1..64', null],
])('%j has the mark %j', (text, mark) => {
  expect(told(text)).toEqual([['A', 16, '16', mark]])
})

test.each([
  'class C { static readonly A = 16 // @tune 1..64\n}',
  'class C { #A = 16 // @tune 1..64\n}',
  'const options = {\n  // @tune 1..64\n  A: 16,\n  B: 2,\n}',
  'const options = { "A": 16 /* @tune 1..64 */ }',
  'function f(A = 16 /* @tune 1..64 */, B = 2) {}',
  'enum E { A = 16, // @tune 1..64\n  B = 2 }',
  'module.exports.A = 16 // @tune 1..64',
  'const A =\n  16 // @tune 1..64',
])('%j is one that is marked', (text) => {
  expect(told(text)).toEqual([['A', 16, '16', '1..64']])
  // Without the mark only what is declared so is a constant.
  expect(told(text.replace('@tune', ''))).toHaveLength(text.includes('const A') ? 1 : 0)
})

test.each([
  ['1..64, in elements', '1..64'],
  ['1..64 (elements)', '1..64'],
  ['1..64 step 4 // why', '1..64 step 4'],
  ['1..64 - see below', '1..64'],
  ['-8..-1', '-8..-1'],
  ['1, 2, 4', '1, 2, 4'],
  ['1..64 powers of two', '1..64 powers of two'],
])('of @tune %s the range is %j', (mark, range) => {
  expect(told(`const A = 16 // @tune ${mark}`)?.[0]?.[3]).toBe(range)
  expect(told(`const A = 16 // @tune: ${mark}`)?.[0]?.[3]).toBe(range)
})

test('a mark belongs to the constant before it on its line, and to no other', () => {
  expect(told('const A = 1 // @tune 1..4\nconst B = 2, C = 3 // @tune 1..5\n')?.map(([name, , , mark]) => [name, mark])).toEqual([['A', '1..4'], ['B', null], ['C', '1..5']])
})

test('a mark beside nothing that can be tuned is told', () => {
  expect(read('// @tune 1..4\nlet a = 1\n\nconst B = n // @tune 1..4\n')).toEqual({ constants: [], otherNames: ['B'], strayMarks: [0, 3] })
})

test('offsets are of the text as it is, whatever is in it before', () => {
  const text = '// ä 😀\r\nconst é = "😀", A = 16 // @tune 1..64'
  expect(told(text)).toEqual([['A', 16, '16', '1..64']])
  expect(read(text)?.constants[0]?.line).toBe(1)
})

test('a text that does not parse has none', () => {
  expect(read('const A = ')).toBeNull()
  expect(read('const A = 16', 'a.css')).toBeNull()
})
