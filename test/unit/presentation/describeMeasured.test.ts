import { expect, test } from 'vitest'
import type { MeasuredEffect } from '../../../src/core/insights/measuredEffect.ts'
import { describeMeasured } from '../../../src/core/presentation/describeInsight.ts'
import { confirmedEffect, passingTests } from './exampleInsight.ts'

const untold = { ratio: null, confidenceInterval: null, sameAnswers: null, calls: 0 } as const

test.each<[Partial<MeasuredEffect>, string]>([
  [{}, 'tried: 1.80x faster [1.70, 1.90], same answers on 214 calls'],
  [{ ratio: 0.5, confidenceInterval: { low: 0.4, high: 0.625 }, verdict: 'slower' }, 'tried: 2.0x slower [1.60, 2.5], same answers on 214 calls'],
  [{ ratio: 1.02, confidenceInterval: { low: 0.28, high: 4 }, verdict: 'inconclusive' }, 'tried: no sure gain, 1.02x [0.28, 4.0], same answers on 214 calls'],
  [{ calls: 1, tests: { ...passingTests, passed: 1 } }, 'tried: 1.80x faster [1.70, 1.90], same answers, 1 test passes'],
  [{ tests: passingTests }, 'tried: 1.80x faster [1.70, 1.90], same answers on 214 calls, 12 tests pass'],
  [{ tests: { ...passingTests, failed: 4, failures: ['a', 'b', 'c', 'd'], alreadyFailing: 1 } }, 'tried: 1.80x faster [1.70, 1.90], same answers on 214 calls, 4 tests fail with it: a; b; c; and 1 more, 12 tests pass, 1 test fails without it too'],
  [{ tests: { ...passingTests, passed: 0, files: [], uncounted: ['a.test.ts'] } }, 'tried: 1.80x faster [1.70, 1.90], same answers on 214 calls, no test runs the changed code'],
  [{ tests: { ...passingTests, message: '2 more test files reach it, and were not run.' } }, 'tried: 1.80x faster [1.70, 1.90], same answers on 214 calls, 12 tests pass. 2 more test files reach it, and were not run'],
  [{ memory: { verdict: 'regression', relativeDifference: 0.25, confidenceInterval: null } }, 'tried: 1.80x faster [1.70, 1.90], same answers on 214 calls, allocates 25% more'],
  [{ ratio: 1, confidenceInterval: { low: 0.99, high: 1.01 }, verdict: 'unchanged', memory: { verdict: 'improvement', relativeDifference: -0.4, confidenceInterval: null } }, 'tried: no gain in time, 1.00x [0.99, 1.01], same answers on 214 calls, allocates 40% less'],
  [{ memory: { verdict: 'improvement', relativeDifference: -0.998, confidenceInterval: null } }, 'tried: 1.80x faster [1.70, 1.90], same answers on 214 calls, allocates 500x less'],
  [{ memory: { verdict: 'inconclusive', relativeDifference: -0.4, confidenceInterval: null } }, 'tried: 1.80x faster [1.70, 1.90], same answers on 214 calls'],
  [{ ...untold, verdict: 'inconclusive', message: 'The same code.', tests: passingTests }, 'tried: The same code, 12 tests pass'],
  [{ ...untold, verdict: 'hangs', message: 'The first call did not end.' }, 'tried: it hangs. The first call did not end'],
  [{ ...untold, verdict: 'fails', message: 'It does not parse.' }, 'tried: it fails. It does not parse'],
])('%j', (changes, text) => expect(describeMeasured({ ...confirmedEffect, ...changes })).toBe(text))
