import { describe, expect, test } from 'vitest'
import type { Insight } from '../../../src/core/insights/insight.ts'
import { countRecommendations, recommendationsView } from '../../../src/core/presentation/recommendationsModel.ts'
import type { ListedInsight } from '../../../src/core/presentation/recommendationsModel.ts'
import { confirmedEffect, exampleInsight } from './exampleInsight.ts'

const listed = (changes: Partial<Insight> = {}, isOutdated = false): ListedInsight => ({ id: 'a', insight: exampleInsight(changes), functionName: 'missing', isOutdated })

const rowOf = (one: ListedInsight) => recommendationsView([one], null).rows[0]

describe('recommendationsView', () => {
  test('the weightiest comes first', () => {
    const { rows } = recommendationsView([listed({ share: 0.1, title: 'small' }), listed({ share: 0.9, title: 'large' })], null)
    expect(rows.map(({ title }) => title)).toEqual(['large', 'small'])
  })

  test.each([
    ['untried', {}, { state: 'untried', canTry: true, canApply: false, effect: 'expected: 1.20 to 2.5 times as fast' }],
    ['confirmed', { measuredEffect: confirmedEffect }, { state: 'confirmed', canTry: true, canApply: true, effect: 'tried: 1.80x faster [1.70, 1.90], same answers' }],
    ['no gain', { measuredEffect: { ...confirmedEffect, ratio: 0.99, confidenceInterval: { low: 0.97, high: 1.01 }, verdict: 'unchanged' } }, { state: 'noGain', canTry: true, canApply: false, effect: 'tried: no gain, 0.99x [0.97, 1.01], same answers' }],
    ['other answers', { measuredEffect: { ...confirmedEffect, sameAnswers: false, message: 'The answers differ.' } }, { state: 'other', canTry: false, canApply: false, effect: 'tried: 1.80x faster [1.70, 1.90], OTHER answers: not to be taken over. The answers differ.' }],
    ['unknown answers', { measuredEffect: { ...confirmedEffect, sameAnswers: null } }, { state: 'noGain', canApply: false }],
    ['not measured', { measuredEffect: { ...confirmedEffect, ratio: null, confidenceInterval: null, verdict: 'inconclusive', message: 'It threw.' } }, { state: 'noGain', canApply: false, effect: 'tried: It threw.' }],
    ['the change is the user\'s', { edit: null }, { canTry: false, canApply: false }],
  ] as const)('%s', (_, changes, row) => expect(rowOf(listed(changes))).toMatchObject(row))

  test('what is about another text is neither tried nor applied, nor counted', () => {
    const one = listed({ measuredEffect: confirmedEffect }, true)
    expect(rowOf(one)).toMatchObject({ canTry: false, canApply: false, isOutdated: true })
    expect(countRecommendations([one, listed(), listed({ measuredEffect: { ...confirmedEffect, verdict: 'unchanged' } })])).toBe(1)
  })
})
