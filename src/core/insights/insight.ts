import type { Rewrite } from '../source/rewriteText.ts'
import type { Interval } from '../statistics/interval.ts'
import type { Goal } from './goal.ts'
import type { MeasuredEffect } from './measuredEffect.ts'

/** By the share of what was measured that it is about. */
export type Priority = 'high' | 'medium' | 'low'

/** What it takes to change it. */
export type Effort = 'quick win' | 'medium' | 'long term'

/** What makes the code wait: its own work, the machine's limits, or others. */
export type Bottleneck = 'slow operation' | 'resource constraint' | 'external wait'

/** A recommendation, with what was measured of the code that it is about. */
export interface Insight {
  /** The rule's name: `lookup-in-loop`. */
  readonly rule: string
  readonly priority: Priority
  readonly effort: Effort
  readonly kind: Bottleneck
  /** What the change serves. */
  readonly goals: readonly Goal[]
  /** Relative to the run's root with `/`. */
  readonly file: string
  /** 0-based. */
  readonly line: number
  /** The function that the code stands in, as in ids; the file alone where it is outside of every function. */
  readonly functionId: string
  /** By it the code is known again where it has moved. */
  readonly codeHash: string
  /** What to do, in a few words. */
  readonly title: string
  /** Why, in two sentences. */
  readonly explanation: string
  /** What was measured, a sentence. */
  readonly evidence: string
  /** Where to read more. */
  readonly link: string
  /** Of the function's time, 0 to 1. */
  readonly share: number
  /** How many times as fast the function may become. */
  readonly expectedEffect: Interval
  /** The change, in offsets of the text that was measured; null where it is the user's to make. */
  readonly edit: readonly Rewrite[] | null
  /** What came of the change when it was tried; absent where it was not. */
  readonly measuredEffect?: MeasuredEffect
}
