import { expect, test } from 'vitest'
import { lensTitle } from '../../../src/core/presentation/lensTitle.ts'

const measured = { id: 'a.js#total', file: 'a.js', name: 'total', startLine: 0, endLine: 3, bodyHash: 'then' }
const workload = { kind: 'call', expression: 'total([])', origin: 'tag' } as const
const timing = { medianMs: 0.0124, confidenceIntervalMs: { low: 0.01225, high: 0.01255 }, iterations: 1000, processes: 6, processMediansMs: [] }

test('a lens says what a click does, and after a run what came out', () => {
  expect(lensTitle(null, null)).toBe('Profile')
  expect(lensTitle({ outcome: 'completed', timing, function: measured, workload }, 'then')).toBe('Profile · 12.4 µs ±1.2% · 80.6k/s')
})

test('a result of another text is called stale', () => {
  expect(lensTitle({ outcome: 'completed', timing, function: measured, workload }, 'now')).toBe('Profile · 12.4 µs ±1.2% · 80.6k/s · stale')
})

test('a run without figures says how it ended', () => {
  expect(lensTitle({ outcome: 'timedOut', timing: null, function: measured, workload }, 'then')).toBe('Profile · timed out')
  expect(lensTitle({ outcome: 'denied', timing: null, function: measured, workload }, 'then')).toBe('Profile · denied')
})

test('a time of a function that is measured within another names that one', () => {
  const inputs = { rows: ['[]'], drive: null, names: [], imports: [], renders: false, seed: 1, tried: { calls: 1, thrown: 0 }, coverage: 1 }
  const within = { kind: 'within', expression: 'outer()', caller: { file: '/a.js', name: 'outer', inputs, callsEach: 2 } } as const
  expect(lensTitle({ outcome: 'completed', timing, function: measured, workload: within }, 'then')).toBe('Profile · outer 12.4 µs ±1.2% · 80.6k/s')
})
