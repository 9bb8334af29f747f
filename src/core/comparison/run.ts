import type { Evidence } from '../evidence/evidence.ts'
import type { Attribution } from '../profile/attribution.ts'
import type { Outcome } from '../outcome.ts'
import type { SandboxAction } from '../sandboxAction.ts'
import type { Interval } from '../statistics/interval.ts'
import type { Environment } from './environment.ts'
import type { Workload } from './workload.ts'

/** How long one call takes. */
export interface Timing {
  /** Median of the processes' median times per call; a nanosecond where that is too short to tell. */
  readonly medianMs: number
  /** 95%, over processes; null with fewer than six. */
  readonly confidenceIntervalMs: Interval | null
  /** Calls measured, in all processes. */
  readonly iterations: number
  readonly processes: number
  /** Each process's median time per call. */
  readonly processMediansMs: readonly number[]
}

/** The profiled function as it stood when the run began. */
export interface ProfiledFunction {
  /** `src/cart.ts#Cart.total` */
  readonly id: string
  /** Relative to the root with `/`. */
  readonly file: string
  readonly name: string
  /** 0-based, inclusive. */
  readonly startLine: number
  readonly endLine: number
  /** Hash of the function's text: tells a stale result. */
  readonly bodyHash: string
}

/** One finished run: immutable, and all that decorations, panel, lens, terminal and JSON are drawn from. */
export interface Run {
  readonly id: string
  /** Milliseconds since the epoch. */
  readonly startedAt: number
  /** Absolute path of the workspace folder (or package) that files are relative to. */
  readonly root: string
  readonly outcome: Outcome
  /** Why it did not complete, for people; null when it did. */
  readonly message: string | null
  /** The place in the sources that `message` speaks of, for a link: file as in `LineHeat`, 0-based line. */
  readonly messageAt?: { readonly file: string; readonly line: number } | null
  /** For `denied`: what the user could allow it by; null where nothing would do. */
  readonly deniedAction?: SandboxAction | null
  readonly function: ProfiledFunction
  readonly workload: Workload
  readonly timing: Timing | null
  readonly attribution: Attribution | null
  /** Of a call's time, the part that it waited for something to happen, 0 to 1; null where that was not measured, absent in runs of earlier versions. */
  readonly waitingShare?: number | null
  /** What was collected beyond samples and times; absent where nothing was asked for. */
  readonly evidence?: Evidence
  /** Bytes that a call allocates, in one process; null where it was not counted. */
  readonly allocatedBytesPerCall: number | null
  /** Share of calls that threw, 0 to 1. */
  readonly thrownShare: number
  /** Bundling, starting and loading, summed over processes. */
  readonly loadingMs: number
  /** Warm-up and windows, summed over processes: what the budget bounds. */
  readonly measuringMs: number
  readonly environment: Environment
  /** Sentences for people, the weightiest first. */
  readonly warnings: readonly string[]
}
