import type { Comparison } from '../comparison/comparison.ts'
import type { Verdict } from '../comparison/verdict.ts'
import type { Interval } from '../statistics/interval.ts'

/** What came of a change when it was tried on a copy. */
export interface MeasuredEffect {
  /** How many times as fast the function became; null where it could not be told. */
  readonly ratio: number | null
  readonly confidenceInterval: Interval | null
  readonly verdict: Verdict
  /** Null where it cannot be told. */
  readonly sameAnswers: boolean | null
  /** Why nothing was measured, or what one has to know, for people; null where there is nothing to say. */
  readonly message: string | null
}

/** From a comparison of the changed code with the code as it is. */
export function measuredEffectOf({ time, sameAnswers, message, warnings }: Comparison): MeasuredEffect {
  const { relativeDifference, confidenceInterval, verdict } = time
  return {
    ratio: relativeDifference === null ? null : 1 / (1 + relativeDifference),
    confidenceInterval: confidenceInterval && { low: 1 / (1 + confidenceInterval.high), high: 1 / (1 + confidenceInterval.low) },
    verdict,
    sameAnswers,
    message: message ?? (sameAnswers === true ? null : warnings[0] ?? null),
  }
}

/** Whether it is worth taking over: surely faster, with the same answers. */
export function isConfirmed({ verdict, sameAnswers }: MeasuredEffect): boolean {
  return sameAnswers === true && (verdict === 'improvement' || verdict === 'faster')
}
