import { describe, expect, test } from 'vitest'
import type { Comparison } from '../../../src/core/comparison/comparison.ts'
import { intervalBar, reachOf, sharedReach } from '../../../src/core/presentation/intervalBar.ts'
import { countOpen, regressionsView } from '../../../src/core/presentation/regressionsModel.ts'
import type { ListedComparison, RegressionsInput } from '../../../src/core/presentation/regressionsModel.ts'
import { exampleComparison, exampleDifference } from './exampleComparison.ts'

const unchanged = exampleDifference({ verdict: 'unchanged', relativeDifference: 0.002, confidenceInterval: { low: -0.008, high: 0.011 }, current: 0.0124 })
const same = { time: unchanged, throughput: unchanged }

function listed(id: string, changes: Partial<Comparison> = {}, state: Partial<ListedComparison> = {}): ListedComparison {
  return { comparison: exampleComparison({ id, ...changes }), dismissal: null, isOutdated: false, ...state }
}

function view(comparisons: readonly ListedComparison[], changes: Partial<RegressionsInput> = {}) {
  return regressionsView({ comparisons, selectedId: null, runningIds: new Set(), notice: null, trendOf: () => null, ...changes })
}

test('what costs most comes first, what was dismissed last', () => {
  const slow = exampleDifference({ verdict: 'regression', relativeDifference: 0.16, confidenceInterval: { low: 0.1, high: 0.2 }, current: 12 })
  const faster = exampleDifference({ verdict: 'improvement', relativeDifference: -0.5, current: 3 })
  const rows = view([
    listed('unchanged', same),
    listed('faster', { time: faster, throughput: faster }),
    listed('dismissed', { time: { ...slow, current: 100 } }, { dismissal: 'wanted' }),
    listed('small', {}),
    listed('large', { time: slow }),
    listed('failed', { outcome: 'failed', message: 'It threw.' }),
  ]).rows
  expect(rows.map(({ id }) => id)).toEqual(['large', 'small', 'unchanged', 'faster', 'failed', 'dismissed'])
  expect(rows.map(({ cost }) => cost)).toEqual(['+1.66 ms/call', '+2.23 µs/call', null, '−3.00 ms/call', null, '+13.8 ms/call'])
})

test('groups are what a list is narrowed to; open is what wants to be looked at', () => {
  const comparisons = [listed('a'), listed('b', {}, { isOutdated: true }), listed('c', {}, { dismissal: 'wanted' }), listed('d', same)]
  expect(Object.fromEntries(view(comparisons).rows.map(({ id, groups }) => [id, groups]))).toEqual({ a: ['open', 'worse'], b: ['worse'], c: ['dismissed'], d: ['unchanged'] })
  expect(countOpen(comparisons)).toBe(1)
})

test('the first is chosen where none is, or the one that was is gone', () => {
  expect(view([listed('a'), listed('b', same)], { selectedId: 'b' }).selected?.id).toBe('b')
  expect(view([listed('a'), listed('b', same)], { selectedId: 'gone' }).selected?.id).toBe('a')
  expect(view([]).selected).toBeNull()
})

test('the chosen one tells its figures, causes and what it rests on', () => {
  const selected = view([listed('a')]).selected
  expect(selected?.figures.map(({ name, difference, base, current, threshold }) => [name, difference, base, current, threshold])).toEqual([
    ['Time per call', '▲ 18% [15, 21]', '12.4 µs', '14.6 µs', '15%'],
    ['Calls per second', '▼ 15% [13, 17]', '80.6k/s', '68.5k/s', '10%'],
    ['Allocated per call', '= 0% [0, 0]', '1.54 kB', '1.54 kB', '20%'],
  ])
  expect(selected?.causes.map(({ difference, change, isWorse }) => [difference, change, isWorse])).toEqual([['+1.80 µs/call', 'new', true], ['+400 ns/call, +96 B/call', null, true]])
  expect(selected?.facts.slice(0, 2)).toEqual(['Compared with main (3f2a1bc0)', '8 pairs of processes · p 0.0078 · 2.3 s of measuring'])
  expect(selected?.answers).toBe('Both versions give the same answers.')
})

test('what cannot be told says what would be found', () => {
  const time = exampleDifference({ verdict: 'inconclusive', minimumDetectableEffect: 0.07 })
  expect(view([listed('a', { ...same, time })]).selected?.facts).toContain('As many pairs find a difference of 7% in four of five comparisons.')
})

describe('a bar', () => {
  const difference = { relativeDifference: 0.18, confidenceInterval: { low: 0.15, high: 0.21 }, threshold: 0.15 }

  test('has zero in the middle, and twice as slow as far from it as twice as fast', () => {
    const [slower, faster] = [1, -0.5].map((ratio) => intervalBar({ ...difference, relativeDifference: ratio, confidenceInterval: { low: ratio, high: ratio } }, Math.log(3)))
    expect((slower?.estimate ?? 0) - 0.5).toBeCloseTo(0.5 - (faster?.estimate ?? 0), 10)
  })

  test('shows an interval that begins at the threshold as beginning there', () => {
    const bar = intervalBar(difference, reachOf(difference))
    expect(bar?.low).toBeCloseTo(bar?.threshold ?? 0, 10)
    expect(bar?.isCut).toBe(false)
  })

  test('ends at the edge where the interval goes on', () => {
    const wide = { ...difference, relativeDifference: 20, confidenceInterval: { low: 0.1, high: 40 } }
    expect(intervalBar(wide, sharedReach([wide, difference]))).toMatchObject({ high: 1, estimate: 1, isCut: true })
    expect(intervalBar(wide, reachOf(wide))).toMatchObject({ isCut: false })
  })
})
