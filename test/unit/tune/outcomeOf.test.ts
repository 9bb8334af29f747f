import { expect, test } from 'vitest'
import type { Comparison } from '../../../src/core/comparison/comparison.ts'
import { outcomeOf } from '../../../src/engine/tune/compareValue.ts'
import { exampleComparison, exampleDifference } from '../presentation/exampleComparison.ts'

const none = exampleDifference({ verdict: 'inconclusive', relativeDifference: null, confidenceInterval: null, pairs: 0 })

test.each<[string, Partial<Comparison>, unknown]>([
  ['a time', {}, { kind: 'measured', value: 8, sameAnswers: true, time: exampleDifference() }],
  ['a time of answers that cannot be compared', { sameAnswers: null }, { kind: 'measured', value: 8, sameAnswers: null, time: exampleDifference() }],
  ['other answers', { sameAnswers: false, message: 'The answers differ.', time: none }, { kind: 'excluded', value: 8, message: 'The answers differ.' }],
  ['a value that hangs', { outcome: 'timedOut', message: 'raise the time budget', time: none }, { kind: 'excluded', value: 8, message: 'It does not end within 5.00 s.' }],
  ['a value that does not load', { outcome: 'failed', message: 'no', time: none }, { kind: 'excluded', value: 8, message: 'no' }],
  ['cancelled', { outcome: 'cancelled', time: none }, null],
  ['code that cannot be measured as it is', { message: 'no', sameAnswers: null, time: none }, null],
])('%s', (_, changes, outcome) => {
  expect(outcomeOf(exampleComparison(changes), 8)).toEqual(outcome)
})
