import { expect, test } from 'vitest'
import { tQuantile } from '../../../src/core/statistics/tQuantile.ts'

// scipy.stats.t.ppf (SciPy 1.17).
test.each([
  [0.025, [12.706204736, 4.30265273, 3.182446305, 2.776445105, 2.570581836, 2.446911851, 2.228138852, 2.042272456]],
  [0.005, [63.656741162, 9.924843201, 5.840909310, 4.604094871, 4.032142984, 3.707428021, 3.169272673, 2.749995654]],
])('%d of the values are above', (above, expected) => {
  const degrees = [1, 2, 3, 4, 5, 6, 10, 30]
  expected.forEach((quantile, index) => expect(tQuantile(above, degrees[index] ?? 0)).toBeCloseTo(quantile, 7))
})

test('half of the values are above 0', () => {
  expect(tQuantile(0.5, 4)).toBeCloseTo(0, 12)
})
