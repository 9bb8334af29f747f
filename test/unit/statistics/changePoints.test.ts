import { describe, expect, test } from 'vitest'
import { changePoints } from '../../../src/core/statistics/changePoints.ts'
import { seeded } from '../../support/simulateComparisons.ts'

/** Segments of so many values around a level. */
function series(segments: readonly (readonly [number, number])[], noise: number, seed: number): readonly number[] {
  const random = seeded(seed)
  return segments.flatMap(([count, level]) => Array.from({ length: count }, () => level + noise * random.normal()))
}

test('finds where a series steps up and down', () => {
  expect(changePoints(series([[15, 0], [15, 0.1], [15, 0.02]], 0.01, 1))).toEqual([15, 30])
})

test('finds a step of three values at the end', () => {
  expect(changePoints(series([[22, 0], [3, 0.2]], 0.01, 2))).toEqual([22])
})

test('says nothing with fewer than twenty values', () => {
  expect(changePoints(series([[9, 0], [10, 1]], 0.01, 3))).toEqual([])
  expect(changePoints(series([[10, 0], [10, 1]], 0.01, 3))).toEqual([10])
  expect(changePoints([])).toEqual([])
})

test('of equal values none differs', () => expect(changePoints(Array.from({ length: 30 }, () => 1))).toEqual([]))

describe('properties', () => {
  const values = series([[12, 0], [14, 0.06], [10, 0.01]], 0.01, 4)
  const changes = changePoints(values)

  test('shifting and scaling change nothing', () => {
    expect(changes.length).toBeGreaterThan(0)
    expect(changePoints(values.map((value) => value * 8 + 1))).toEqual(changes)
  })

  test('negating changes nothing, reversing reverses', () => {
    expect(changePoints(values.map((value) => -value))).toEqual(changes)
    expect(changePoints(values.toReversed())).toEqual(changes.map((at) => values.length - at).toReversed())
  })

  test('the same series has the same changes', () => expect(changePoints([...values])).toEqual(changes))
})

test('made-up series: few false changes where nothing changes, nearly all steps of three deviations found', () => {
  const count = 60
  let wrong = 0
  let found = 0
  for (let seed = 1; seed <= count; seed++) {
    if (changePoints(series([[30, 0]], 0.01, seed)).length > 0) wrong++
    if (changePoints(series([[15, 0], [15, 0.03]], 0.01, 1000 + seed)).some((at) => Math.abs(at - 15) <= 1)) found++
  }
  expect(wrong / count).toBeLessThanOrEqual(0.05)
  expect(found / count).toBeGreaterThanOrEqual(0.95)
})
