import type { Environment } from './environment.ts'
import type { Timing } from './run.ts'
import type { Workload } from './workload.ts'

/** A run as history keeps it: small, and enough for trends, baselines and lists. */
export interface StoredRun {
  readonly id: string
  /** Milliseconds since the epoch. */
  readonly startedAt: number
  /** Relative to the root with `/`. */
  readonly file: string
  readonly functionName: string
  /** As in `ProfiledFunction`. */
  readonly bodyHash: string
  /** Hash of parameters and body without the name: by it a function is known again that moved or was renamed. */
  readonly identityHash: string
  readonly workload: { readonly kind: Workload['kind']; readonly expression: string; /** Hash of what the inputs are. */ readonly fingerprint: string }
  readonly environment: Environment
  readonly timing: Pick<Timing, 'medianMs' | 'confidenceIntervalMs' | 'iterations' | 'processes'> | null
  readonly allocatedBytesPerCall: number | null
  /** The hottest, ten at most: 0-based lines, shares 0 to 1. */
  readonly hotLines: readonly { readonly file: string; readonly line: number; readonly selfShare: number; readonly selfMsPerCall: number | null }[]
  /** Hash of the text of the function's file. */
  readonly sourceHash: string
  /** Full hash of HEAD; null without git. */
  readonly commit: string | null
  /** Whether the working tree differed from it; null without git. */
  readonly isDirty: boolean | null
  /** Names the snapshot; null where the run cannot be made again. */
  readonly snapshotId: string | null
}
