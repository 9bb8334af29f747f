import { expect, test } from 'vitest'
import { throughputOf, timeThresholdOf } from '../../../src/core/comparison/throughputOf.ts'
import { exampleDifference } from '../presentation/exampleComparison.ts'

test('half the calls per second is twice the time', () => {
  expect(timeThresholdOf(0.5)).toBe(1)
  expect(timeThresholdOf(0.1)).toBeCloseTo(0.1111, 4)
  const time = exampleDifference({ relativeDifference: 1, confidenceInterval: { low: 0.25, high: 3 }, minimumDetectableEffect: 0.25, base: 2, current: 4 })
  expect(throughputOf(time, 0.1)).toEqual({ ...time, threshold: 0.1, relativeDifference: -0.5, confidenceInterval: { low: -0.75, high: expect.closeTo(-0.2, 12) }, minimumDetectableEffect: expect.closeTo(0.2, 12), base: 500, current: 250 })
})

test('what was not measured stays so', () => {
  const never = exampleDifference({ relativeDifference: null, confidenceInterval: null, minimumDetectableEffect: null, base: null, current: null })
  expect(throughputOf(never, 0.1)).toEqual({ ...never, threshold: 0.1 })
})
