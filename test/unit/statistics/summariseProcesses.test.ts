import { expect, test } from 'vitest'
import { summariseProcesses } from '../../../src/core/statistics/summariseProcesses.ts'
import { isTooQuickToTell } from '../../../src/core/statistics/tooQuickToTell.ts'

test('the interval is over processes, the iterations are a sum', () => {
  const medians = [12.41, 12.38, 12.77, 12.3, 12.52, 12.45]
  const timing = summariseProcesses(medians.map((medianMs, index) => ({ medianMs, iterations: 100 + index })))
  expect(timing).toMatchObject({ iterations: 615, processes: 6, processMediansMs: medians, confidenceIntervalMs: { low: 12.3, high: 12.77 } })
  expect(timing?.medianMs).toBeCloseTo(12.43, 10)
})

test('many iterations in few processes give no interval', () => {
  const timing = summariseProcesses([{ medianMs: 2, iterations: 1e6 }, { medianMs: 4, iterations: 1e6 }])
  expect(timing).toMatchObject({ medianMs: 3, confidenceIntervalMs: null, processes: 2 })
})

test('what is as quick as an empty call takes a nanosecond at most', () => {
  const medians = [0, 1e-7, 3e-7, 2e-7, 4e-7, 2.1e-6]
  const timing = summariseProcesses(medians.map((medianMs) => ({ medianMs, iterations: 1e6 })))
  expect(timing).toMatchObject({ medianMs: 1e-6, confidenceIntervalMs: { low: 0, high: 2.1e-6 }, processMediansMs: medians })
  expect(isTooQuickToTell(timing)).toBe(true)
})

test('what is slower is told as it was measured', () => {
  const timing = summariseProcesses([1.2e-6, 0.8e-6, 1.3e-6, 1.1e-6, 1.4e-6, 1.2e-6].map((medianMs) => ({ medianMs, iterations: 1e6 })))
  expect(timing).toMatchObject({ medianMs: 1.2e-6, confidenceIntervalMs: { low: 0.8e-6, high: 1.4e-6 } })
  expect(isTooQuickToTell(timing)).toBe(false)
  expect(isTooQuickToTell(null)).toBe(false)
})

test('no process, no timing', () => {
  expect(summariseProcesses([])).toBeNull()
})
