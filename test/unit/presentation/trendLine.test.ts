import { expect, test } from 'vitest'
import type { StoredComparison } from '../../../src/core/comparison/storedComparison.ts'
import { trendLine } from '../../../src/core/presentation/trendLine.ts'

const link = (at: number, relativeDifference: number, changes: Partial<StoredComparison> = {}): StoredComparison => ({
  id: String(at), startedAt: Date.UTC(2026, 10, 20 + at), file: 'src/cart.ts', functionName: 'total', baseVersion: `v${at}`, currentVersion: `v${at + 1}`, baseLabel: 'main',
  commit: `${at}f2a1bc09d8e7f6a`, isDirty: false, verdict: 'slower', relativeDifference, confidenceInterval: { low: relativeDifference - 0.01, high: relativeDifference + 0.01 }, memoryDifference: null, currentMs: 1,
  ...changes,
})

test('chains what was measured, and names each point by its commit', () => {
  const line = trendLine([link(1, 0.1), link(2, 0.1, { isDirty: true })])
  expect(line?.points.map(({ label }) => label)).toEqual(['main', '1f2a1bc0', '2f2a1bc0+'])
  expect(line?.points.map(({ index }) => Number(index.toFixed(2)))).toEqual([1, 1.1, 1.21])
  expect(line?.word).toMatch(/^degrading/)
})

test('without git a point is named by its day', () => {
  expect(trendLine([link(1, 0.1, { commit: null }), link(2, 0.1, { commit: null })])?.points.map(({ label }) => label)).toEqual(['main', '2026-11-21', '2026-11-22'])
})

test('one point is no line', () => {
  expect(trendLine([])).toBeNull()
})
