import { describe, expect, test } from 'vitest'
import { alternatingLogRatio } from '../../../src/core/statistics/alternatingLogRatio.ts'

/** How slow a machine is that gets slower, or has two speeds. */
const heating = (turn: number): number => 1.07 ** turn
const switching = (turn: number): number => (Math.floor(turn / 7) % 2 === 0 ? 1 : 1.8)

const range = (count: number): number[] => Array.from({ length: count }, (_, index) => index)

describe('alternatingLogRatio', () => {
  test('is the logarithm of the second to the first', () => {
    expect(alternatingLogRatio([2, 2, 2], [3, 3, 3])).toBeCloseTo(Math.log(1.5), 12)
    expect(alternatingLogRatio([2], [3])).toBeCloseTo(Math.log(1.5), 12)
    expect(alternatingLogRatio([3, 3], [2, 2])).toBeCloseTo(Math.log(2 / 3), 12)
  })

  test('a machine that slows down by the same share from one value to the next favours neither', () => {
    const first = range(12).map((block) => 5 * heating(2 * block))
    const second = range(12).map((block) => 5 * heating(2 * block + 1))
    expect(alternatingLogRatio(first, second)).toBeCloseTo(0, 12)
    expect(alternatingLogRatio(first, second.map((value) => 1.03 * value))).toBeCloseTo(Math.log(1.03), 12)
  })

  test('a machine that has two speeds, and changes seldom, favours neither', () => {
    const first = range(30).map((block) => switching(2 * block))
    const second = range(30).map((block) => 1.03 * switching(2 * block + 1))
    expect(alternatingLogRatio(first, second)).toBeCloseTo(Math.log(1.03), 12)
  })

  test('a value of 0 tells nothing, and without others there is no ratio', () => {
    expect(alternatingLogRatio([0, 2, 2, 2], [3, 3, 3, 3])).toBeCloseTo(Math.log(1.5), 12)
    expect(alternatingLogRatio([0], [3])).toBeNull()
    expect(alternatingLogRatio([], [])).toBeNull()
  })
})
