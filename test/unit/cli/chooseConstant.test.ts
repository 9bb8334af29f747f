import { expect, test } from 'vitest'
import { chooseConstant } from '../../../src/cli/chooseConstant.ts'
import { numericConstants } from '../../../src/core/source/numericConstants.ts'

function choose(text: string, options: { readonly constant?: string; readonly range?: string } = {}) {
  const found = numericConstants(text, 'a.ts')
  if (found === null) throw new Error('the text must parse')
  const { constant, range } = chooseConstant('a.ts', found, { constant: options.constant ?? null, range: options.range ?? null })
  return [constant.name, constant.line, range.low, range.high]
}

test('the one that is marked, or the one that is named', () => {
  expect(choose('const A = 2\nconst B = 3 // @tune 1..9')).toEqual(['B', 1, 1, 9])
  expect(choose('const A = 2\nconst B = 3 // @tune 1..9', { constant: 'A', range: '1..4' })).toEqual(['A', 0, 1, 4])
  expect(choose('const B = 3 // @tune 1..9', { range: '2..4' })).toEqual(['B', 0, 2, 4])
})

test('of two of one name the one that is marked', () => {
  expect(choose('{ const A = 2 }\n{ const A = 3 // @tune 1..9\n}', { constant: 'A' })).toEqual(['A', 1, 1, 9])
})

test.each<[string, Parameters<typeof choose>[1], string]>([
  ['const A = 2', {}, 'no constant in a.ts is marked: write // @tune 1..64 beside one, or choose one with --constant and --range:\n  A = 2 (line 1)'],
  ['let a = 2', {}, 'there is none with a number in it'],
  ['let a = 2 // @tune 1..4', {}, 'the @tune mark at a.ts:1 stands beside no numeric constant'],
  ['const A = 2 // @tune 1..4\nconst B = 2 // @tune 1..4', {}, '2 constants in a.ts are marked with @tune: choose one with --constant:\n  A = 2 (line 1)\n  B = 2 (line 2)'],
  ['const A = 2', { constant: 'A' }, 'which values may `A` take? Write them beside it, // @tune 1..64 at a.ts:1, or give them with --range 1..64'],
  ['const A = n', { constant: 'A', range: '1..4' }, '`A` in a.ts is no number that stands in the text'],
  ['const SIZE = 2', { constant: 'SZIE', range: '1..4' }, 'no numeric constant `SZIE` in a.ts; did you mean `SIZE`?'],
  ['{ const A = 2 }\n{ const A = 3 }', { constant: 'A', range: '1..4' }, 'there are 2 constants `A` in a.ts, at lines 1 and 2: mark the one that is meant'],
  ['const A = 2 // @tune 4..1', {}, 'the @tune mark at a.ts:1 is upside down: write 1..4'],
  ['const A = 2 // @tune', {}, 'the @tune mark at a.ts:1 must be a range like'],
  ['const A = 9 // @tune 1..4', {}, 'the @tune mark at a.ts:1, 1..4, does not hold what `A` is now, 9'],
])('%j with %j: %s', (text, options, message) => {
  expect(() => choose(text, options)).toThrow(message)
})
