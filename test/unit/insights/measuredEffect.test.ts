import { expect, test } from 'vitest'
import { breaksTests, isConfirmed, isRefuted } from '../../../src/core/insights/measuredEffect.ts'
import type { MeasuredEffect } from '../../../src/core/insights/measuredEffect.ts'
import { confirmedEffect, passingTests } from '../presentation/exampleInsight.ts'

test.each<[string, Partial<MeasuredEffect>, { confirmed: boolean; refuted: boolean; breaks: boolean }]>([
  ['faster, same answers, tests pass', { tests: passingTests }, { confirmed: true, refuted: false, breaks: false }],
  ['faster, without tests', {}, { confirmed: true, refuted: false, breaks: false }],
  ['faster, and a test fails that passed', { tests: { ...passingTests, failed: 1 } }, { confirmed: false, refuted: false, breaks: true }],
  ['faster, and a test fails that failed before', { tests: { ...passingTests, alreadyFailing: 1 } }, { confirmed: true, refuted: false, breaks: false }],
  ['other answers', { sameAnswers: false }, { confirmed: false, refuted: true, breaks: false }],
  ['hangs', { verdict: 'hangs', sameAnswers: null }, { confirmed: false, refuted: true, breaks: false }],
  ['fails', { verdict: 'fails', sameAnswers: null }, { confirmed: false, refuted: true, breaks: false }],
  ['no gain', { verdict: 'unchanged' }, { confirmed: false, refuted: false, breaks: false }],
])('%s', (_, changes, { confirmed, refuted, breaks }) => {
  const effect = { ...confirmedEffect, ...changes }
  expect([isConfirmed(effect), isRefuted(effect), breaksTests(effect)]).toEqual([confirmed, refuted, breaks])
})
