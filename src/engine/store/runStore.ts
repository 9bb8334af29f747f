import type { Snapshot } from '../../core/comparison/snapshot.ts'
import type { KeptComparison, StoredComparison } from '../../core/comparison/storedComparison.ts'
import type { StoredRun } from '../../core/comparison/storedRun.ts'

/** Whether a function is no longer where it was: only then another one with the same body takes over its history. */
export type IsGone = (file: string, functionName: string) => boolean

/** A run that the user made a baseline: it never goes by itself. */
export interface Pin {
  readonly file: string
  readonly functionName: string
  readonly name: string
  readonly runId: string
  /** Milliseconds since the epoch. */
  readonly setAt: number
}

/**
 * The history of one workspace, shared by all windows and terminals of the user. Every method is synchronous: when it returns, what it
 * wrote is on the disk, whatever becomes of this process. Newest means written last: clocks jump.
 *
 * Every method throws a HeatlineError, with nothing changed, where the store cannot be read or written: a full disk, a read-only
 * folder, a newer Heatline's store. A damaged store is set aside, and `notices` tells of it.
 */
export interface RunStore {
  /** Sentences for people: what became of a broken store. May grow with each call. */
  readonly notices: readonly string[]
  /**
   * Keeps a run, once. A function without runs takes over the history of one that had the same parameters and body and is gone, and
   * the oldest runs go when there are more than are kept.
   * @param snapshot becomes the run's `snapshotId`; null leaves the run the one that it names, if that is stored
   */
  putRun(run: StoredRun, snapshot: Snapshot | null, isGone: IsGone): void
  /** Lets the history of a gone function follow it to where it stands now, as `putRun` does, without a run. */
  follow(place: { readonly file: string; readonly functionName: string }, identityHash: string, isGone: IsGone): void
  /** The newest first. */
  historyOf(file: string, functionName: string, limit: number): readonly StoredRun[]
  run(id: string): StoredRun | null
  /** Functions with runs, by file and name. */
  functions(): readonly { readonly file: string; readonly functionName: string }[]
  /** Null where it is not, or no longer, stored. */
  snapshot(id: string): Snapshot | null
  /** The hash of the manifest: equal for equal snapshots. */
  snapshotId(snapshot: Snapshot): string
  /** Keeps a snapshot that no run names yet for a week; longer when one does by then. */
  putSnapshot(snapshot: Snapshot): string
  /** Makes a run the baseline of that name of its function, in place of another. */
  pin(runId: string, name: string): void
  unpin(file: string, functionName: string, name: string): void
  pins(): readonly Pin[]
  /** @param identityHash of the current code: by it the function is known again where it moved */
  putComparison(comparison: StoredComparison, identityHash: string): void
  /** The newest first. */
  comparisonsOf(file: string, functionName: string, limit: number): readonly KeptComparison[]
  /** The newest of each function, the newest of them first. */
  latestComparisons(): readonly KeptComparison[]
  dismiss(comparisonId: string, reason: string): void
  undismiss(comparisonId: string): void
  close(): void
}
