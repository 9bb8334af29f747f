import type { Outcome } from '../outcome.ts'
import type { SandboxAction } from '../sandboxAction.ts'
import type { Difference } from './difference.ts'
import type { Environment } from './environment.ts'
import type { ProfiledFunction } from './run.ts'
import type { Workload } from './workload.ts'

/** What a function is compared with. */
export interface ComparisonBase {
  /** `set`: a run that was set as baseline by hand; `commit`: built from a git commit; `automatic`: an earlier run, where there is no git. */
  readonly kind: 'set' | 'commit' | 'automatic'
  /** For people: `main`, `v1.2`, `before the rewrite`, `first run`. */
  readonly label: string
  /** Full hash; null where the code was not committed, or there is no git. */
  readonly commit: string | null
  /** The stored run; null for a commit. */
  readonly runId: string | null
  /** Where the function stood: relative to the root with `/`. */
  readonly file: string
  readonly functionName: string
  /** The base's text of that file, for Show Difference; null where it is not known. */
  readonly text: string | null
}

/** A line of the base's file that took time, for its heat beside today's. */
export interface BaseLine {
  /** 0-based. */
  readonly line: number
  /** Of the base's samples, 0 to 1. */
  readonly selfShare: number
  readonly selfMsPerCall: number
}

/** A part of what changed, the weightiest first. */
export interface Cause {
  /** In the current code, relative to the root with `/`; in the base's where `change` is `removed`. */
  readonly file: string
  /** 0-based. */
  readonly line: number
  /** The function that the line stands in. */
  readonly functionName: string
  readonly differenceMsPerCall: number | null
  readonly differenceBytesPerCall: number | null
  /** Whether the textual diff has the line as new, gone or the same. */
  readonly change: 'added' | 'removed' | 'same'
  /** The unchanged line of the current code that takes the difference, where it works with what this one makes. File and line as above. */
  readonly feltAt?: { readonly file: string; readonly line: number }
  /** How often an unchanged line runs in a call, where that differs. */
  readonly runsPerCall?: { readonly base: number; readonly current: number }
}

/** One function measured against its baseline in paired processes. Immutable, as a run is. */
export interface Comparison {
  readonly id: string
  /** Milliseconds since the epoch. */
  readonly startedAt: number
  /** Absolute path of the folder that files are relative to. */
  readonly root: string
  readonly outcome: Outcome
  /** Why it did not complete, or why nothing could be told, for people; null where it did. */
  readonly message: string | null
  /** What the user could allow, where the sandbox refused it. */
  readonly deniedAction: SandboxAction | null
  readonly function: ProfiledFunction
  readonly base: ComparisonBase
  readonly workload: Workload
  readonly time: Difference
  /** Throughput as calls per second: the verdict of `time`'s interval by its own threshold. */
  readonly throughput: Difference
  readonly memory: Difference
  /** Whether both versions gave deeply equal results; null where that cannot be told, and a warning says why. */
  readonly sameAnswers: boolean | null
  readonly causes: readonly Cause[]
  /** Where the base spent its time; missing where it was not sampled. */
  readonly baseLines?: readonly BaseLine[]
  /** Seconds of measuring: warm-up and slices, without starting and loading. */
  readonly seconds: number
  readonly environment: Environment
  /** Sentences for people, the weightiest first. */
  readonly warnings: readonly string[]
}
