import { expect, test } from 'vitest'
import { holm } from '../../../src/core/statistics/holm.ts'

test.each([
  // By hand, as in Holm's paper: the k-th smallest of n times n - k + 1, and never less than the one before.
  [[0.01, 0.04, 0.03, 0.005], [0.03, 0.06, 0.06, 0.02]],
  [[0.2], [0.2]],
  [[0.6, 0.6], [1, 1]],
  [[0.0078125, 0.0078125], [0.015625, 0.015625]],
  [[], []],
])('%j becomes %j', (pValues, adjusted) => {
  const result = holm(pValues)
  expect(result).toHaveLength(adjusted.length)
  for (const [index, value] of adjusted.entries()) expect(result[index]).toBeCloseTo(value, 12)
})
