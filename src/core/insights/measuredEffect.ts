import type { Comparison } from '../comparison/comparison.ts'
import { defaultThresholds } from '../comparison/thresholds.ts'
import type { Verdict } from '../comparison/verdict.ts'
import type { Interval } from '../statistics/interval.ts'
import type { TriedTests } from './triedTests.ts'

/**
 * What a comparison says of a change; `hangs`: a call with it did not end in time; `fails`: with it the code does not parse, load or run.
 */
export type EffectVerdict = Verdict | 'hangs' | 'fails'

/** What a change does to the bytes that a call allocates: current / base - 1, and its 95% interval. */
export interface MeasuredMemory {
  readonly verdict: Verdict
  readonly relativeDifference: number
  readonly confidenceInterval: Interval | null
}

/** What came of a change when it was tried on a copy. */
export interface MeasuredEffect {
  /** How many times as fast the function became; null where it could not be told. */
  readonly ratio: number | null
  readonly confidenceInterval: Interval | null
  readonly verdict: EffectVerdict
  /** Null where it was not measured. */
  readonly memory: MeasuredMemory | null
  /** Null where it cannot be told. */
  readonly sameAnswers: boolean | null
  /** Inputs whose answers were compared. */
  readonly calls: number
  /** What the tests that reach the function said on the copy; null where there are none, or none were run. */
  readonly tests: TriedTests | null
  /** Why nothing was measured, or what one has to know, for people; null where there is nothing to say. */
  readonly message: string | null
}

/** From a comparison of the changed code with the code as it is. @param calls inputs whose answers were compared */
export function measuredEffectOf(comparison: Comparison, calls: number, tests: TriedTests | null): MeasuredEffect {
  const { time, memory, sameAnswers, message, warnings } = comparison
  const { relativeDifference, confidenceInterval } = time
  return {
    ratio: relativeDifference === null ? null : 1 / (1 + relativeDifference),
    confidenceInterval: confidenceInterval && { low: 1 / (1 + confidenceInterval.high), high: 1 / (1 + confidenceInterval.low) },
    verdict: verdictOf(comparison),
    memory: memory.relativeDifference === null ? null : { verdict: memory.verdict, relativeDifference: memory.relativeDifference, confidenceInterval: memory.confidenceInterval },
    sameAnswers,
    calls,
    tests,
    message: message ?? (sameAnswers === true ? null : warnings[0] ?? null),
  }
}

/** What the changed code alone is to blame for: where the code as it is does not run, the comparison completes and says so. */
function verdictOf({ outcome, time }: Comparison): EffectVerdict {
  switch (outcome) {
    case 'timedOut': return 'hangs'
    case 'failed':
    case 'denied': return 'fails'
    case 'completed':
    case 'cancelled': return time.verdict
    default: return outcome satisfies never
  }
}

/** A change that cannot be made, for people. */
export function failingEffect(message: string): MeasuredEffect {
  return { ratio: null, confidenceInterval: null, verdict: 'fails', memory: null, sameAnswers: null, calls: 0, tests: null, message }
}

/** Surely faster, whatever it answers. */
export function isFaster({ verdict }: Pick<MeasuredEffect, 'verdict'>): boolean {
  return verdict === 'improvement' || verdict === 'faster'
}

/** Surely slower. */
export function isSlower({ verdict }: Pick<MeasuredEffect, 'verdict'>): boolean {
  return verdict === 'regression' || verdict === 'slower'
}

/** Surely allocates less, beyond the threshold, and is surely not slower by its own. */
function isLeaner({ memory, confidenceInterval }: Pick<MeasuredEffect, 'memory' | 'confidenceInterval'>): boolean {
  return memory?.verdict === 'improvement' && confidenceInterval !== null && confidenceInterval.low > 1 / (1 + defaultThresholds.time)
}

/** Whether it is worth taking over: surely faster, or leaner, with the same answers, and no test fails that passed. */
export function isConfirmed(effect: MeasuredEffect): boolean {
  return (isFaster(effect) || (isLeaner(effect) && !isSlower(effect))) && effect.sameAnswers === true && !breaksTests(effect)
}

/** Whether it must not be taken over: it answers otherwise, or does not run. */
export function isRefuted({ verdict, sameAnswers }: MeasuredEffect): boolean {
  return sameAnswers === false || verdict === 'hangs' || verdict === 'fails'
}

/** Whether tests fail with it that pass without. */
export function breaksTests({ tests }: Pick<MeasuredEffect, 'tests'>): boolean {
  return tests !== null && tests.failed > 0
}
