import type { Outcome } from '../outcome.ts'
import type { SandboxAction } from '../sandboxAction.ts'
import type { ScalingFit } from '../statistics/fitScaling.ts'
import type { Environment } from './environment.ts'
import type { ProfiledFunction } from './run.ts'
import type { Workload } from './workload.ts'

/** What a call takes with inputs of one size. */
export interface SizeTiming {
  readonly size: number
  /**
   * Milliseconds per call in the quickest process; a nanosecond where that is too short to tell. Other programs on the machine,
   * and what V8 did not come to optimise, only ever add.
   */
  readonly ms: number
  /** Milliseconds per call in each process. */
  readonly processesMs: readonly number[]
  /** Calls timed, in all processes. */
  readonly calls: number
}

/** How a function's time grows with the size of its inputs. Immutable, and no part of a run: a run has one size. */
export interface Scaling {
  readonly id: string
  /** Milliseconds since the epoch. */
  readonly startedAt: number
  /** Absolute path that files are relative to. */
  readonly root: string
  readonly outcome: Outcome
  /** Why there is no figure, for people; null where there is one. */
  readonly message: string | null
  /** The place in the sources that `message` speaks of: 0-based line. */
  readonly messageAt: { readonly file: string; readonly line: number } | null
  /** What the user can allow, where the sandbox refused it. */
  readonly deniedAction: SandboxAction | null
  readonly function: ProfiledFunction
  readonly workload: Workload
  /** Smallest first, each twice the one before. */
  readonly sizes: readonly SizeTiming[]
  /** Null where there are too few sizes to tell. */
  readonly fit: ScalingFit | null
  /** Bundling, starting and loading, summed over processes. */
  readonly loadingMs: number
  /** Warm-up and timing, summed over processes. */
  readonly measuringMs: number
  readonly environment: Environment
  /** Sentences for people. */
  readonly warnings: readonly string[]
}
