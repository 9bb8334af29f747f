import type { Interval } from '../statistics/interval.ts'
import type { Verdict } from './verdict.ts'

/** A comparison as history keeps it: a link of the trend's chain. */
export interface StoredComparison {
  readonly id: string
  /** Milliseconds since the epoch. */
  readonly startedAt: number
  readonly file: string
  readonly functionName: string
  /** What was measured against each other: a snapshot's id where there is one, else a commit. Equal for equal code. */
  readonly baseVersion: string
  readonly currentVersion: string
  readonly baseLabel: string
  /** Of the current code: null without git. */
  readonly commit: string | null
  readonly isDirty: boolean | null
  readonly verdict: Verdict
  /** current / base - 1, with its 95% interval; null where none was measured. */
  readonly relativeDifference: number | null
  readonly confidenceInterval: Interval | null
  readonly memoryDifference: number | null
  /** Milliseconds per call of the current code, for display. */
  readonly currentMs: number | null
}

/** A comparison in the history, with what the user said of it. */
export interface KeptComparison extends StoredComparison {
  readonly dismissed: { readonly reason: string; /** Milliseconds since the epoch. */ readonly at: number } | null
}
