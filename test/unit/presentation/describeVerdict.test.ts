import { expect, test } from 'vitest'
import { describeVerdict } from '../../../src/core/presentation/describeComparison.ts'
import { exampleComparison, exampleDifference } from './exampleComparison.ts'

test('a function and what was found of it, in a sentence', () => {
  expect(describeVerdict(exampleComparison())).toBe('`Cart.total`: ▲ 18% [15, 21] slower than main: a regression of low severity, beyond the threshold of 15%.')
})

test('of memory where that weighs more', () => {
  const time = exampleDifference({ verdict: 'unchanged', relativeDifference: 0.002, confidenceInterval: { low: -0.008, high: 0.011 } })
  const memory = exampleDifference({ relativeDifference: 0.5, confidenceInterval: { low: 0.5, high: 0.5 }, threshold: 0.2 })
  expect(describeVerdict(exampleComparison({ time, throughput: time, memory }))).toMatch(/^`Cart\.total`: ▲ 50% more memory allocated than main: a regression of /)
})
