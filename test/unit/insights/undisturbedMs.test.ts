import { expect, test } from 'vitest'
import { undisturbedMs } from '../../../src/core/insights/undisturbedMs.ts'

const timing = { medianMs: 5, confidenceIntervalMs: null, iterations: 9, processes: 3 }

test('what else the machine does only adds to a call', () => {
  expect(undisturbedMs({ timing: { ...timing, processMediansMs: [9, 2, 5] } })).toBe(2)
  expect(undisturbedMs({ timing: { ...timing, processMediansMs: [] } })).toBe(5)
  expect(undisturbedMs({ timing: null })).toBeNull()
})
