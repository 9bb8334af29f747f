import { expect, test } from 'vitest'
import { summariseProcesses } from '../../../src/core/statistics/summariseProcesses.ts'

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

test('no process, no timing', () => {
  expect(summariseProcesses([])).toBeNull()
})
