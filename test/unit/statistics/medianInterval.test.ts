import { describe, expect, it } from 'vitest'
import { medianInterval } from '../../../src/core/statistics/medianInterval.ts'

/** 1 to n, so that an interval's ends are their ranks. */
const ranks = (size: number): number[] => Array.from({ length: size }, (_, index) => index + 1)

describe('medianInterval', () => {
  // Conover 1999, table A3: the ranks of exact 95% intervals for a median.
  it.each([[6, 1, 6], [8, 1, 8], [9, 2, 8], [11, 2, 10], [12, 3, 10], [15, 4, 12], [20, 6, 15]])('of %i values: ranks %i and %i', (size, low, high) => {
    expect(medianInterval(ranks(size))).toEqual({ low, high })
  })

  it('is none with fewer than six', () => {
    expect(medianInterval(ranks(5))).toBeNull()
    expect(medianInterval([])).toBeNull()
  })

  it('is not widened by one disturbed process of nine', () => {
    expect(medianInterval([5, 1, 900, 3, 4, 2, 8, 7, 6])).toEqual({ low: 2, high: 8 })
  })

  it('covers the true median as often as it says, by simulation', () => {
    // A fixed sequence (Lehmer, modulus 2^31 - 1) of skewed values: exponential, median ln 2.
    let seed = 20_261_121
    const next = (): number => -Math.log((seed = (seed * 48_271) % 2_147_483_647) / 2_147_483_647)
    let covered = 0
    const trials = 4000
    for (let trial = 0; trial < trials; trial++) {
      const { low, high } = medianInterval(Array.from({ length: 9 }, next)) ?? { low: 1, high: 0 }
      if (low <= Math.LN2 && Math.LN2 <= high) covered++
    }
    // Exactly 96.1% in theory; three standard errors of 4,000 trials are 0.9 points.
    expect(covered / trials).toBeGreaterThan(0.952)
    expect(covered / trials).toBeLessThan(0.970)
  })
})
