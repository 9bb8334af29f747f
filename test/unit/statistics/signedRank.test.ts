import { describe, expect, test } from 'vitest'
import { attainedLevel, signedRank, signedRankInterval } from '../../../src/core/statistics/signedRank.ts'
import { seeded } from '../../support/simulateComparisons.ts'

// Centre: numpy's median of all pairwise means. Interval: the shifts that scipy 1.17.1's exact signed-rank test does not
// reject at 5%. The first is example 3.1 of Hollander and Wolfe, who give the same.
const golden: readonly { readonly values: readonly number[]; readonly centre: number; readonly low: number; readonly high: number }[] = [
  { values: [-0.952, 0.147, -1.022, -0.43, -0.62, -0.59, -0.49, 0.08, -0.01], centre: -0.46, low: -0.786, high: -0.01 },
  { values: [12.41, 12.38, 12.77, 12.3, 12.52, 12.45], centre: 12.45, low: 12.3, high: 12.77 },
  { values: [5.1, 4.9, 6.3, 5.5, 5.05, 5.7, 5.31], centre: 5.3425, low: 5, high: 5.9 },
  { values: [1.02, 0.97, 1.13, 0.88, 1.31, 1.07, 0.93, 1.19, 1.001, 1.24, 0.85, 1.44], centre: 1.0775, low: 0.96, high: 1.215 },
]

test.for(golden)('$values.length values have the centre and the interval of scipy', ({ values, centre, low, high }) => {
  expect(signedRank(values)?.centre).toBeCloseTo(centre, 10)
  expect(signedRankInterval(values, 0.95)?.low).toBeCloseTo(low, 10)
  expect(signedRankInterval(values, 0.95)?.high).toBeCloseTo(high, 10)
})

describe('the p value', () => {
  // The largest rank sums that are significant at 5%, two-sided, as Wilcoxon's table has them in every textbook.
  test.each([[6, 0], [7, 2], [8, 3], [9, 5], [10, 8], [11, 10], [12, 13], [13, 17], [14, 21], [15, 25], [16, 29], [20, 52]])('of %d values is at most 5%% up to a rank sum of %d, as in the table', (size, critical) => {
    expect(signedRank(valuesWithRankSum(size, critical))?.pValue).toBeLessThanOrEqual(0.05)
    expect(signedRank(valuesWithRankSum(size, critical + 1))?.pValue).toBeGreaterThan(0.05)
  })

  test.each([
    [8, 0, 2 / 256],
    [8, 3, 10 / 256],
    [8, 4, 14 / 256],
    [16, 0, 2 / 65_536],
    [6, 0, 2 / 64],
  ])('of %d values with a rank sum of %d counts subsets by hand', (size, sum, pValue) => expect(signedRank(valuesWithRankSum(size, sum))?.pValue).toBeCloseTo(pValue, 14))

  test('is that of all sign patterns one by one, with ties and zeros', () => {
    const random = seeded(3)
    for (let round = 0; round < 60; round++) {
      // Few different values, so that many are equal.
      const values = Array.from({ length: 1 + Math.floor(9 * random.uniform()) }, () => Math.round(3 * random.normal()) / 2)
      expect(signedRank(values)?.pValue).toBeCloseTo(byEnumeration(values), 12)
    }
  })

  test('is at most 5% just where the interval does not hold 0', () => {
    const random = seeded(4)
    for (let round = 0; round < 100; round++) {
      const values = Array.from({ length: 6 + (round % 11) }, () => 0.5 * random.normal() + 0.4)
      const interval = signedRankInterval(values, 0.95)
      const isOutside = interval !== null && (interval.low > 0 || interval.high < 0)
      expect((signedRank(values)?.pValue ?? 1) <= 0.05).toBe(isOutside)
    }
  })
})

test.each([[8, 0.05, 10 / 256], [8, 0.029, 6 / 256], [6, 0.05, 2 / 64], [5, 0.05, 0], [0, 0.05, 0]])('a test of %d values at %d is really held at %d', (size, alpha, level) => {
  expect(attainedLevel(size, alpha)).toBeCloseTo(level, 14)
})

test('six values are the fewest that give 95%, five give 90%', () => {
  expect(signedRankInterval([1, 2, 3, 4, 5], 0.95)).toBeNull()
  expect(signedRankInterval([1, 2, 3, 4, 5], 0.9)).toEqual({ low: 1, high: 5 })
  expect(signedRankInterval([1, 2, 3, 4, 5, 6], 0.95)).toEqual({ low: 1, high: 6 })
  expect(signedRank([])).toBeNull()
  expect(signedRankInterval([], 0.95)).toBeNull()
  expect(signedRank([0, 0, 0])).toEqual({ centre: 0, pValue: 1 })
})

test('order changes nothing, shifting shifts, negating negates, scaling scales', () => {
  const random = seeded(5)
  for (let round = 0; round < 50; round++) {
    const values = Array.from({ length: 6 + (round % 11) }, () => random.normal() + 0.3)
    const estimate = signedRank(values)
    const interval = signedRankInterval(values, 0.95)
    expect(signedRank(values.toReversed())).toEqual(estimate)
    expect(signedRankInterval(values.toSorted((a, b) => a - b), 0.95)).toEqual(interval)
    expect(signedRank(values.map((value) => value + 10))?.centre).toBeCloseTo((estimate?.centre ?? 0) + 10, 10)
    const negated = signedRank(values.map((value) => -value))
    expect(negated?.centre).toBeCloseTo(-(estimate?.centre ?? 0), 10)
    expect(negated?.pValue).toBe(estimate?.pValue)
    expect(signedRankInterval(values.map((value) => -value), 0.95)?.low).toBeCloseTo(-(interval?.high ?? 0), 10)
    expect(signedRank(values.map((value) => 4 * value))?.pValue).toBe(estimate?.pValue)
  }
})

/** Values of which the negative ones have that sum of ranks. */
function valuesWithRankSum(size: number, sum: number): readonly number[] {
  let left = sum
  return Array.from({ length: size }, (_, index) => size - index).map((rank) => {
    if (rank > left) return rank
    left -= rank
    return -rank
  })
}

/** The share of all sign patterns whose rank sum is as far from the middle as this one's, or farther. */
function byEnumeration(values: readonly number[]): number {
  const told = values.filter((value) => value !== 0)
  const sizes = told.map(Math.abs)
  const ranks = sizes.map((size) => sizes.filter((other) => other < size).length + (sizes.filter((other) => other === size).length + 1) / 2)
  const middle = ranks.reduce((sum, rank) => sum + rank, 0) / 2
  const farness = (isPositive: (index: number) => boolean) => Math.abs(ranks.reduce((sum, rank, index) => sum + (isPositive(index) ? rank : 0), 0) - middle)
  const seen = farness((index) => (told[index] ?? 0) > 0)
  let asFar = 0
  for (let pattern = 0; pattern < 2 ** told.length; pattern++) if (farness((index) => (pattern >> index) % 2 === 1) >= seen - 1e-9) asFar++
  return asFar / 2 ** told.length
}
