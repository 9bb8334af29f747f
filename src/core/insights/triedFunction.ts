import type { Workload } from '../comparison/workload.ts'
import { breaksTests, isFaster, isRefuted, isSlower } from './measuredEffect.ts'
import type { MeasuredEffect } from './measuredEffect.ts'

/** A function that a change was tried with. */
export interface TriedFunction {
  /** Relative to the root with `/`. */
  readonly file: string
  readonly name: string
  /** What it was run with: a gain holds for such inputs. Null where none were found. */
  readonly workload: Workload | null
  /** Null where it could not be tried. */
  readonly effect: MeasuredEffect | null
  /** Why not, for people; null where it was. */
  readonly message: string | null
}

/** Whether a change is worse than what is there: it answers otherwise, does not run, breaks tests, is surely slower, or allocates more beyond the threshold and is not faster for it. */
export function isWorse(effect: MeasuredEffect): boolean {
  return isRefuted(effect) || breaksTests(effect) || isSlower(effect) || (effect.memory?.verdict === 'regression' && !isFaster(effect))
}
