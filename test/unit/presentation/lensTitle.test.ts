import { expect, test } from 'vitest'
import { lensTitle } from '../../../src/core/presentation/lensTitle.ts'

const measured = { id: 'a.js#total', file: 'a.js', name: 'total', startLine: 0, endLine: 3, bodyHash: 'then' }
const timing = { medianMs: 0.0124, confidenceIntervalMs: { low: 0.01225, high: 0.01255 }, iterations: 1000, processes: 6, processMediansMs: [] }

test('a lens says what a click does, and after a run what came out', () => {
  expect(lensTitle(null, null)).toBe('Profile')
  expect(lensTitle({ outcome: 'completed', timing, function: measured }, 'then')).toBe('Profile · 12.4 µs ±1.2% · 80.6k/s')
})

test('a result of another text is called stale', () => {
  expect(lensTitle({ outcome: 'completed', timing, function: measured }, 'now')).toBe('Profile · 12.4 µs ±1.2% · 80.6k/s · stale')
})

test('a run without figures says how it ended', () => {
  expect(lensTitle({ outcome: 'timedOut', timing: null, function: measured }, 'then')).toBe('Profile · timed out')
  expect(lensTitle({ outcome: 'denied', timing: null, function: measured }, 'then')).toBe('Profile · denied')
})
