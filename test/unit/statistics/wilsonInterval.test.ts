import { expect, test } from 'vitest'
import { wilsonInterval } from '../../../src/core/statistics/wilsonInterval.ts'

// From scipy 1.17.1: binomtest(count, total).proportion_ci(0.95, 'wilson').
test.for([
  [0, 10, 0, 0.27753279986288926],
  [5, 10, 0.236593090512564, 0.7634069094874361],
  [10, 10, 0.7224672001371109, 1],
  [30, 100, 0.21894885294932764, 0.39584854633346667],
  [400, 1000, 0.37007478121137727, 0.4306905704857338],
  [2500, 5000, 0.48614628258320963, 0.5138537174167904],
  [3, 4000, 0.0002550997283718513, 0.002202904396395083],
] as const)('%i of %i', ([count, total, low, high]) => {
  const interval = wilsonInterval(count, total)
  expect(interval.low).toBeCloseTo(low, 12)
  expect(interval.high).toBeCloseTo(high, 12)
})

test('nothing is known without samples', () => {
  expect(wilsonInterval(0, 0)).toEqual({ low: 0, high: 1 })
})

test('what is not there mirrors what is', () => {
  const there = wilsonInterval(123, 4000)
  const missing = wilsonInterval(4000 - 123, 4000)
  expect(missing.low).toBeCloseTo(1 - there.high, 12)
  expect(missing.high).toBeCloseTo(1 - there.low, 12)
})
