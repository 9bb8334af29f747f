import { expect, test } from 'vitest'
import { candidateBeside, candidatesAcross } from '../../../src/core/tune/candidates.ts'
import { parseTuneRange } from '../../../src/core/tune/tuneRange.ts'

const range = (text: string, value: number) => parseTuneRange('it', text, { name: 'X', value })
const across = (text: string, value: number) => candidatesAcross(range(text, value), value, 9)

test('a range is looked at by ratios, its ends among them, and without the present value', () => {
  expect(across('1..64', 16).toSorted((a, b) => a - b)).toEqual([1, 2, 3, 5, 8, 13, 23, 38, 64])
  expect(across('1..64', 8).toSorted((a, b) => a - b)).toEqual([1, 2, 3, 5, 13, 23, 38, 64])
  expect(across('0..1024', 4).toSorted((a, b) => a - b)).toEqual([0, 1, 5, 12, 31, 75, 180, 430, 1024])
})

test('around nought it is looked at evenly', () => {
  expect(across('-8..8', 0).toSorted((a, b) => a - b)).toEqual([-8, -6, -4, -2, 2, 4, 6, 8])
})

test('of few values all are tried', () => {
  expect(across('1..9', 5).toSorted((a, b) => a - b)).toEqual([1, 2, 3, 4, 6, 7, 8, 9])
  expect(across('1..256 powers of 2', 16).toSorted((a, b) => a - b)).toEqual([1, 2, 4, 8, 32, 64, 128, 256])
})

test('however few there is time for, they lie across the whole range', () => {
  expect(across('1..256 powers of 4', 1).slice(0, 2)).toEqual([256, 16])
  expect(across('1..64', 16).slice(0, 3)).toEqual([1, 64, 5])
})

test('the next one halves the wider gap beside the best', () => {
  expect(candidateBeside(range('1..64', 16), 8, [1, 4, 8, 32, 64])).toBe(16)
  expect(candidateBeside(range('1..64', 16), 8, [1, 4, 8, 10, 64])).toBe(6)
  expect(candidateBeside(range('1..64', 16), 64, [1, 32, 64])).toBe(45)
  expect(candidateBeside(range('0.1..0.9', 0.5), 0.5, [0.4, 0.5, 0.9])).toBe(0.671)
})

test('where it would hardly be another value there is none', () => {
  expect(candidateBeside(range('0.1..0.9', 0.5), 0.5, [0.49, 0.5, 0.51])).toBeNull()
  expect(candidateBeside(range('1..4096', 16), 1000, [900, 1000, 1100])).toBeNull()
})

test('where neighbours touch the best there is none', () => {
  expect(candidateBeside(range('1..64', 16), 8, [7, 8, 9])).toBeNull()
  expect(candidateBeside(range('1..64 powers of 2', 16), 8, [4, 8, 16])).toBeNull()
  expect(candidateBeside(range('1..64', 16), 8, [7, 8, 10])).toBe(9)
})
