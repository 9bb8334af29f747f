import { describe, expect, test } from 'vitest'
import { theilSen } from '../../../src/core/statistics/theilSen.ts'

const points = (values: readonly number[]) => values.map((y, x) => ({ x, y }))

describe('theilSen', () => {
  test('is exact for a line', () => {
    expect(theilSen(points([1, 3, 5, 7, 9, 11]))).toEqual({ slope: 2, interval: { low: 2, high: 2 } })
  })

  test('takes the slopes at the ranks that Kendall gives', () => {
    // Ten slopes; 1.96 times the root of 5 * 4 * 15 / 18 is 8.0: one is left out at each end.
    const sorted = [1, 4, 2, 8, 5].flatMap((y, x, all) => all.slice(x + 1).map((other, index) => (other - y) / (index + 1))).toSorted((a, b) => a - b)
    expect(theilSen(points([1, 4, 2, 8, 5]))).toEqual({ slope: ((sorted[4] ?? 0) + (sorted[5] ?? 0)) / 2, interval: { low: sorted[0], high: sorted[9] } })
    const twelve = theilSen(points([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, -1000]))
    expect(twelve).toEqual({ slope: 1, interval: { low: 1, high: 1 } })
  })

  test('rests at 0 for a single step, wherever it is', () => {
    for (let step = 1; step < 12; step++) expect(theilSen(points(Array.from({ length: 12 }, (_, x) => (x < step ? 0 : 1e6)))).interval.low).toBe(0)
  })
})
