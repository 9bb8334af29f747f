import { expect, test } from 'vitest'
import { allValues, describeRange, nearestValue, parseTuneRange, valueEnds } from '../../../src/core/tune/tuneRange.ts'

const parse = (text: string, value = 16) => parseTuneRange('--range', text, { name: 'CHUNK', value })

test.each([
  ['1..64', 16, { low: 1, high: 64, spacing: { kind: 'step', step: 1 } }],
  [' 1 .. 64 ', 16, { low: 1, high: 64, spacing: { kind: 'step', step: 1 } }],
  ['1..1_024', 16, { low: 1, high: 1024, spacing: { kind: 'step', step: 1 } }],
  ['1..64 step 5', 16, { low: 1, high: 64, spacing: { kind: 'step', step: 5 } }],
  ['1..100 powers of 10', 10, { low: 1, high: 100, spacing: { kind: 'powers', base: 10 } }],
  ['0.1..0.9', 0.5, { low: 0.1, high: 0.9, spacing: { kind: 'any' } }],
  ['0..1', 0.5, { low: 0, high: 1, spacing: { kind: 'any' } }],
  ['0.0..1.0', 1, { low: 0, high: 1, spacing: { kind: 'any' } }],
  ['-8..8', 0, { low: -8, high: 8, spacing: { kind: 'step', step: 1 } }],
  ['1e3..1e6', 5000, { low: 1000, high: 1_000_000, spacing: { kind: 'any' } }],
])('%j around %d', (text, value, range) => {
  expect(parse(text, value)).toEqual(range)
})

test.each([
  ['', '--range must be a range like 1..64'],
  ['64', 'but was "64"'],
  ['1...64', 'but was "1...64"'],
  ['1..64 steps 4', 'but was "1..64 steps 4"'],
  ['a..b', 'must be a range like'],
  ['1..1e400', 'must be a range like'],
  ['64..1', '--range is upside down: write 1..64'],
  ['16..16', '--range has one value only, 16: there is nothing to choose from'],
  ['16..20 step 5', 'has one value only, 16'],
  ['1..64 step 0', 'must have a step above 0'],
  ['1..64 powers of 1', 'must have powers of 2 or more'],
  ['11..99 powers of 10', 'holds no power of 10'],
  ['-9..0 powers of 2', 'holds no power of 2'],
  ['1..8', '--range, 1..8, does not hold what `CHUNK` is now, 16: widen it'],
  ['32..64', 'widen it'],
])('%j is refused: %s', (text, message) => {
  expect(() => parse(text)).toThrow(message)
})

test('whole steps end where the next would be too far, without the errors of decimals', () => {
  expect(allValues(parse('0.1..0.75 step 0.1', 0.5), 9)).toEqual([0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7])
  expect(valueEnds(parse('1..64 step 10'))).toEqual([1, 61])
  expect(allValues(parse('0..100 powers of 2'), 9)).toEqual([1, 2, 4, 8, 16, 32, 64])
  expect(allValues(parse('1..64'), 9)).toBeNull()
  expect(allValues(parse('0.1..0.9', 0.5), 1000)).toBeNull()
})

test('the nearest value lies in the range', () => {
  expect([-5, 1.4, 30.6, 99].map((value) => nearestValue(parse('1..64'), value))).toEqual([1, 1, 31, 64])
  expect([0.5, 23, 24, 500].map((value) => nearestValue(parse('1..100 powers of 2'), value))).toEqual([1, 32, 32, 64])
  expect([0, 0.123456, 1].map((value) => nearestValue(parse('0.1..0.9', 0.5), value))).toEqual([0.1, 0.123, 0.9])
})

test.each(['1..64', '1..64 step 5', '1..1024 powers of 2', '0.1..16.5'])('%s is written as it was read', (text) => {
  expect(describeRange(parse(text))).toBe(text)
})
