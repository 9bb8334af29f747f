import { expect, test } from 'vitest'
import type { MeasuredEffect } from '../../../src/core/insights/measuredEffect.ts'
import { isWorse } from '../../../src/core/insights/triedFunction.ts'
import { confirmedEffect, passingTests } from '../presentation/exampleInsight.ts'

const greedy = { verdict: 'regression', relativeDifference: 0.5, confidenceInterval: null } as const

test.each<[string, Partial<MeasuredEffect>, boolean]>([
  ['faster', {}, false],
  ['no gain', { verdict: 'unchanged' }, false],
  ['slower', { verdict: 'slower' }, true],
  ['faster, and allocates more', { memory: greedy }, false],
  ['as fast, and allocates more', { verdict: 'unchanged', memory: greedy }, true],
  ['as fast, and allocates a little more', { verdict: 'unchanged', memory: { ...greedy, verdict: 'slower' } }, false],
  ['other answers', { sameAnswers: false }, true],
  ['hangs', { verdict: 'hangs' }, true],
  ['a test fails', { tests: { ...passingTests, failed: 1 } }, true],
])('%s', (_, changes, worse) => expect(isWorse({ ...confirmedEffect, ...changes })).toBe(worse))
