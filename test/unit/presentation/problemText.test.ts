import { expect, test } from 'vitest'
import { problemText } from '../../../src/core/presentation/problemText.ts'
import { exampleComparison, exampleDifference } from './exampleComparison.ts'

const unchanged = exampleDifference({ verdict: 'unchanged', relativeDifference: 0, confidenceInterval: { low: 0, high: 0 } })

test('names the function, what it is compared with, the figure, how severe it is and the threshold', () => {
  expect(problemText(exampleComparison())).toBe('Cart.total is slower than main: ▲ 18% [15, 21], low (threshold 15%).')
})

test('memory is what is told where memory is what became more', () => {
  const memory = exampleDifference({ relativeDifference: 0.61, confidenceInterval: { low: 0.6, high: 0.62 }, threshold: 0.2 })
  expect(problemText(exampleComparison({ time: unchanged, throughput: unchanged, memory }))).toBe('Cart.total allocates more than main: ▲ 61% [60, 62], critical (threshold 20%).')
})

test('time speaks for throughput, whose threshold it is', () => {
  const time = exampleDifference({ verdict: 'slower', relativeDifference: 0.12, confidenceInterval: { low: 0.1, high: 0.14 } })
  const throughput = exampleDifference({ relativeDifference: -0.107, threshold: 0.1 })
  expect(problemText(exampleComparison({ time, throughput }))).toBe('Cart.total is slower than main: ▲ 12% [10, 14], low (threshold 10% fewer calls a second).')
})
