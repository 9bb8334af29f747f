import { expect, test } from 'vitest'
import { countRecommendations, recommendationsView } from '../../../src/core/presentation/recommendationsModel.ts'
import { tuningDetail } from '../../../src/core/presentation/tuningDetail.ts'
import { exampleTuning } from '../tune/exampleTuning.ts'

test('shows the values in their order, the present one among them, and what can be taken over', () => {
  const detail = tuningDetail({ tuning: exampleTuning(), isOutdated: false })
  expect(detail).toMatchObject({
    subject: 'CHUNK = 16 in 1..64',
    place: { file: 'src/cart.ts', line: 2 },
    finding: 'CHUNK = 32 is better than 16: 13% [12, 14] less time.',
    confirmation: 'Confirmed by 12 fresh pairs of processes, same answers.',
    excluded: [{ value: 3, why: 'The answers differ: with 16 it returned 6, with 3 it returned 7.' }],
    change: 'CHUNK = 32',
  })
  expect(detail.points.map(({ value, role, text }) => [value, role, text])).toEqual([
    [1, 'other', '▲ 420% [390, 450]'], [8, 'other', '▲ 20% [17, 23]'], [16, 'present', 'as it is'], [32, 'best', '▼ 13% [12, 14]'], [64, 'other', '▼ 3% [−2, 8]'],
  ])
})

test('a file that changed since, and a search that found nothing, offer no change', () => {
  expect(tuningDetail({ tuning: exampleTuning(), isOutdated: true })).toMatchObject({ change: null, isOutdated: true })
  expect(tuningDetail({ tuning: exampleTuning({ decision: { kind: 'none', seemed: 32 } }), isOutdated: false })).toMatchObject({ change: null, confirmation: null })
})

test('a better value is one of the recommendations that are still to be looked at', () => {
  const tuning = exampleTuning()
  expect(countRecommendations([], [{ tuning, isOutdated: false }, { tuning, isOutdated: true }, { tuning: exampleTuning({ decision: { kind: 'indifferent' } }), isOutdated: false }])).toBe(1)
  expect(recommendationsView([], null, [{ tuning, isOutdated: false }]).tunings).toHaveLength(1)
})
