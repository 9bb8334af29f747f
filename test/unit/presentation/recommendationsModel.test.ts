import { describe, expect, test } from 'vitest'
import type { Insight } from '../../../src/core/insights/insight.ts'
import { bottleneckCosts, groupRows, rowsFor } from '../../../src/core/presentation/recommendationGroups.ts'
import { countRecommendations, recommendationsView } from '../../../src/core/presentation/recommendationsModel.ts'
import type { ListedInsight } from '../../../src/core/presentation/recommendationsModel.ts'
import { confirmedEffect, exampleInsight, passingTests } from './exampleInsight.ts'

const listed = (changes: Partial<Insight> = {}, isOutdated = false): ListedInsight => ({ id: 'a', insight: exampleInsight(changes), functionName: 'missing', profiledId: 'src/cart.ts#missing', isOutdated, isRunning: false, dismissal: null })

const rowsOf = (...all: readonly ListedInsight[]) => recommendationsView(all, null).rows

const rowOf = (one: ListedInsight) => recommendationsView([one], null).rows[0]

describe('recommendationsView', () => {
  test('they come by priority, then by effort, the weightiest first', () => {
    const { rows } = recommendationsView([
      listed({ priority: 'medium', share: 0.2, title: 'last' }),
      listed({ effort: 'long term', share: 0.9, title: 'later' }),
      listed({ share: 0.4, title: 'second' }),
      listed({ share: 0.5, title: 'first' }),
    ], null)
    expect(rows.map(({ title }) => title)).toEqual(['first', 'second', 'later', 'last'])
    expect(groupRows(rows).map((group) => [group.title, group.rows.length])).toEqual([['High priority · quick wins', 2], ['High priority · long term', 1], ['Medium priority · quick wins', 1]])
  })

  test.each([
    ['untried', {}, { state: 'untried', canTry: true, canApply: false, effect: 'expected: 1.20 to 2.5 times as fast' }],
    ['confirmed', { measuredEffect: confirmedEffect }, { state: 'confirmed', canTry: true, canApply: true, effect: 'tried: 1.80x faster [1.70, 1.90], same answers on 214 calls' }],
    ['no gain', { measuredEffect: { ...confirmedEffect, ratio: 0.99, confidenceInterval: { low: 0.97, high: 1.01 }, verdict: 'unchanged' } }, { state: 'noGain', canTry: true, canApply: false, effect: 'tried: no gain, 0.99x [0.97, 1.01], same answers on 214 calls' }],
    ['other answers', { measuredEffect: { ...confirmedEffect, sameAnswers: false, message: 'The answers differ.' } }, { state: 'other', canTry: false, canApply: false, effect: 'tried: 1.80x faster [1.70, 1.90], OTHER answers: not to be taken over. The answers differ' }],
    ['unknown answers', { measuredEffect: { ...confirmedEffect, sameAnswers: null } }, { state: 'noGain', canApply: false }],
    ['hangs', { measuredEffect: { ...confirmedEffect, ratio: null, confidenceInterval: null, verdict: 'hangs', sameAnswers: null, message: 'The first call did not end.' } }, { state: 'other', canTry: false, canApply: false, effect: 'tried: it hangs. The first call did not end' }],
    ['breaks tests', { measuredEffect: { ...confirmedEffect, tests: { ...passingTests, failed: 1, failures: ['cart adds'] } } }, { state: 'noGain', canTry: true, canApply: false }],
    ['not measured', { measuredEffect: { ...confirmedEffect, ratio: null, confidenceInterval: null, verdict: 'inconclusive', message: 'It threw.' } }, { state: 'noGain', canApply: false, effect: 'tried: It threw' }],
    ['the change is the user\'s', { edit: null }, { canTry: false, canApply: false }],
  ] as const)('%s', (_, changes, row) => expect(rowOf(listed(changes))).toMatchObject(row))

  test('what is about another text is neither tried nor applied, nor counted', () => {
    const one = listed({ measuredEffect: confirmedEffect }, true)
    expect(rowOf(one)).toMatchObject({ canTry: false, canApply: false, isOutdated: true })
    expect(countRecommendations([one, { ...listed(), dismissal: { ...exampleInsight(), reason: '', dismissedAt: 0 } }, listed(), listed({ measuredEffect: { ...confirmedEffect, verdict: 'unchanged' } })])).toBe(1)
  })
})

describe('recommendations', () => {
  test.each([
    ['all', 3],
    ['something of a later version', 3],
    ['time', 1],
    ['throughput', 1],
    ['latency', 1],
    ['memory', 1],
  ])('that serve %s', (goal, count) => {
    expect(rowsFor(rowsOf(listed(), listed({ goals: ['latency'] }), listed({ goals: ['memory'] })), goal)).toHaveLength(count)
  })

  test('cost by class what they take of a function, and no more than all of it', () => {
    const other = { ...listed({ kind: 'external wait', goals: ['latency'], share: 0.5 }), profiledId: 'src/cart.ts#tax' }
    expect(bottleneckCosts(rowsOf(listed({ share: 0.2 }), listed({ share: 0.1 })))).toEqual([{ title: 'Slow operations', share: expect.closeTo(0.3), text: '30% of the time, 2 recommendations' }])
    expect(bottleneckCosts(rowsOf(listed({ share: 0.2 }), listed({ share: 0.1 }), other)).map(({ text }) => text)).toEqual(['25% of the time of 2 functions, 1 recommendation', '15% of the time of 2 functions, 2 recommendations'])
    expect(bottleneckCosts(rowsOf(listed({ share: 0.9 }), listed({ share: 0.9 })))[0]?.share).toBe(1)
  })

  test('of nothing but memory cost bytes', () => {
    const [row] = rowsOf(listed({ kind: 'resource constraint', goals: ['memory'], share: 0.8 }))
    expect(row).toMatchObject({ share: '80% of the bytes' })
    expect(bottleneckCosts(row === undefined ? [] : [row])[0]?.text).toBe('80% of the bytes, 1 recommendation')
  })
})
