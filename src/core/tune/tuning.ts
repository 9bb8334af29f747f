import type { Difference } from '../comparison/difference.ts'
import type { Environment } from '../comparison/environment.ts'
import type { ProfiledFunction } from '../comparison/run.ts'
import type { Workload } from '../comparison/workload.ts'
import type { Outcome } from '../outcome.ts'
import type { SandboxAction } from '../sandboxAction.ts'
import type { TuneRange } from './tuneRange.ts'

/** What came of one value. */
export type TriedValue =
  /** How its time differs from the present value's. `sameAnswers` is null where that cannot be told. */
  | { readonly kind: 'measured'; readonly value: number; readonly time: Difference; readonly sameAnswers: true | null }
  /** It answers otherwise, throws or hangs: `message` says which, for people. */
  | { readonly kind: 'excluded'; readonly value: number; readonly message: string }

/** What a search found. */
export type TuneDecision =
  /** It takes less time than the present one: fresh processes confirmed it. */
  | { readonly kind: 'better'; readonly value: number; readonly time: Difference; readonly sameAnswers: true | null }
  /** Nothing is surely better; `seemed` names what seemed to be, until it was measured again. */
  | { readonly kind: 'none'; readonly seemed: number | null }
  /** All take the same time as the present one. */
  | { readonly kind: 'indifferent' }
  /** The code that runs is the same whatever the value. */
  | { readonly kind: 'unused' }
  /** It seems to be better, and there was no time to make sure. */
  | { readonly kind: 'unconfirmed'; readonly value: number; readonly time: Difference }

/** A search for the value of a constant with which a function takes the least time. Immutable, as a run is. */
export interface Tuning {
  readonly id: string
  /** Milliseconds since the epoch. */
  readonly startedAt: number
  /** Absolute path that files are relative to. */
  readonly root: string
  readonly outcome: Outcome
  /** Why it did not complete, for people; null where it did. */
  readonly message: string | null
  /** What the user can allow, where the sandbox refused it. */
  readonly deniedAction: SandboxAction | null
  readonly function: ProfiledFunction
  readonly workload: Workload
  readonly constant: TunedConstant
  readonly range: TuneRange
  /** Ascending; without the present one, which all are compared with. */
  readonly tried: readonly TriedValue[]
  /** Null where it did not complete. */
  readonly decision: TuneDecision | null
  /** Seconds that it took in all, without waiting for other measurements. */
  readonly seconds: number
  readonly environment: Environment
  /** Sentences for people. */
  readonly warnings: readonly string[]
}

/** The constant as it stood in the text that was measured. */
export interface TunedConstant {
  readonly name: string
  /** Relative to the root with `/`. */
  readonly file: string
  /** 0-based. */
  readonly line: number
  /** What it is in the text. */
  readonly value: number
  /** UTF-16 offsets of the value. */
  readonly start: number
  readonly end: number
}
