import type { Interval } from '../statistics/interval.ts'
import type { Verdict } from './verdict.ts'

/** How one figure of a function differs from its baseline's. All differences are current / base - 1: 0.18 is 18% more. */
export interface Difference {
  readonly verdict: Verdict
  /** Null where nothing could be measured, or nothing needed to be. */
  readonly relativeDifference: number | null
  /** 95% */
  readonly confidenceInterval: Interval | null
  /** Two-sided, of the exact signed-rank test; Holm's where several functions were compared. */
  readonly pValue: number | null
  /** The smallest true difference that as many pairs find in four of five comparisons. */
  readonly minimumDetectableEffect: number | null
  /** Pairs of fresh processes that it rests on. */
  readonly pairs: number
  /** The threshold that the verdict was made with. */
  readonly threshold: number
  /** Per call: milliseconds or bytes, the median over processes. For display; the verdict does not rest on them. */
  readonly base: number | null
  readonly current: number | null
}
