import { expect, test } from 'vitest'
import { breaksTests, isConfirmed, isRefuted } from '../../../src/core/insights/measuredEffect.ts'
import type { MeasuredEffect } from '../../../src/core/insights/measuredEffect.ts'
import { confirmedEffect, passingTests } from '../presentation/exampleInsight.ts'

const lean = { verdict: 'improvement', relativeDifference: -0.4, confidenceInterval: null } as const

test.each<[string, Partial<MeasuredEffect>, { confirmed: boolean; refuted: boolean; breaks: boolean }]>([
  ['faster, same answers, tests pass', { tests: passingTests }, { confirmed: true, refuted: false, breaks: false }],
  ['faster, without tests', {}, { confirmed: true, refuted: false, breaks: false }],
  ['faster, and a test fails that passed', { tests: { ...passingTests, failed: 1 } }, { confirmed: false, refuted: false, breaks: true }],
  ['faster, and a test fails that failed before', { tests: { ...passingTests, alreadyFailing: 1 } }, { confirmed: true, refuted: false, breaks: false }],
  ['other answers', { sameAnswers: false }, { confirmed: false, refuted: true, breaks: false }],
  ['hangs', { verdict: 'hangs', sameAnswers: null }, { confirmed: false, refuted: true, breaks: false }],
  ['fails', { verdict: 'fails', sameAnswers: null }, { confirmed: false, refuted: true, breaks: false }],
  ['as fast, and leaner', { verdict: 'unchanged', confidenceInterval: { low: 0.98, high: 1.02 }, memory: lean }, { confirmed: true, refuted: false, breaks: false }],
  ['leaner, and perhaps much slower', { verdict: 'inconclusive', confidenceInterval: { low: 0.8, high: 1.2 }, memory: lean }, { confirmed: false, refuted: false, breaks: false }],
  ['leaner, and slower', { verdict: 'slower', confidenceInterval: { low: 0.93, high: 0.97 }, memory: lean }, { confirmed: false, refuted: false, breaks: false }],
  ['as fast, and a little leaner', { verdict: 'unchanged', memory: { ...lean, verdict: 'faster' } }, { confirmed: false, refuted: false, breaks: false }],
  ['no gain', { verdict: 'unchanged' }, { confirmed: false, refuted: false, breaks: false }],
])('%s', (_, changes, { confirmed, refuted, breaks }) => {
  const effect = { ...confirmedEffect, ...changes }
  expect([isConfirmed(effect), isRefuted(effect), breaksTests(effect)]).toEqual([confirmed, refuted, breaks])
})
