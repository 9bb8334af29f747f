import { insertComparison, readComparisons, readLatestComparisons, updateDismissal } from './comparisonRows.ts'
import { ensureFunction, findMoved, functionsWithRuns, moveFunction } from './functionRows.ts'
import { deletePin, insertPin, readPins } from './pinRows.ts'
import { dropBeyond, dropOldComparisons, dropOldRuns, dropUnusedSnapshots } from './retention.ts'
import { insertRun, readHistory, readRun } from './runRows.ts'
import type { RunStore } from './runStore.ts'
import { ensureSnapshot, findSnapshot, markUsed, packSnapshot, readSnapshot, snapshotId } from './snapshotRows.ts'
import { StoreFile } from './storeFile.ts'
import { storePath } from './storePath.ts'

/** What is kept before the oldest goes. */
export interface Retention {
  /** Runs, and comparisons, of each function. */
  readonly runsEach: number
  /** The whole store; beyond it the oldest snapshots go. */
  readonly bytes: number
}

/** What is kept unless the user says otherwise. */
export const defaultRetention: Retention = { runsEach: 200, bytes: 2_000_000_000 }

/** SQL knows no endless limit. */
const most = 1e9

/**
 * Opens the history of a workspace, and begins it where there is none. Synchronous, as all that it answers. Load this module when it is
 * needed (`await import`): SQLite and kysely come with it.
 * @param root the workspace folder; its real path counts
 * @throws HeatlineError when there can be none: a newer Heatline's store, a place that cannot be written, a Node without SQLite
 */
export function openStore(root: string, env: NodeJS.ProcessEnv = process.env, retention: Retention = defaultRetention): RunStore {
  const store = new StoreFile(storePath(root, env))
  const runsEach = Math.max(1, Math.floor(retention.runsEach))
  return {
    notices: store.notices,
    putRun(run, snapshot, isGone) {
      const prepared = store.use((connection) => ({
        packed: snapshot === null ? null : packSnapshot(connection, snapshot),
        moved: findMoved(connection, run, run.identityHash, isGone),
      }))
      store.write((connection) => {
        if (prepared.moved !== null) moveFunction(connection, prepared.moved, run)
        const functionRow = ensureFunction(connection, run)
        const snapshotRow = prepared.packed !== null ? ensureSnapshot(connection, prepared.packed, null) : run.snapshotId === null ? null : findSnapshot(connection, run.snapshotId)
        if (snapshotRow !== null) markUsed(connection, snapshotRow)
        insertRun(connection, run, functionRow, snapshotRow)
        dropOldRuns(connection, functionRow, runsEach)
        if (prepared.packed !== null) dropBeyond(connection, retention.bytes)
      })
    },
    follow(place, identityHash, isGone) {
      const moved = store.use((connection) => findMoved(connection, place, identityHash, isGone))
      if (moved !== null) store.write((connection) => moveFunction(connection, moved, place))
    },
    historyOf: (file, functionName, limit) => store.use((connection) => readHistory(connection, file, functionName, Math.min(limit, most))),
    run: (id) => store.use((connection) => readRun(connection, id)),
    functions: () => store.use(functionsWithRuns),
    snapshot: (id) => store.use((connection) => readSnapshot(connection, id)),
    snapshotId,
    putSnapshot(snapshot) {
      const packed = store.use((connection) => packSnapshot(connection, snapshot))
      store.write((connection) => {
        const now = Date.now()
        dropUnusedSnapshots(connection, now)
        ensureSnapshot(connection, packed, now)
        dropBeyond(connection, retention.bytes)
      })
      return packed.id
    },
    pin: (runId, name) => store.write((connection) => insertPin(connection, runId, name, Date.now())),
    unpin: (file, functionName, name) => store.write((connection) => deletePin(connection, file, functionName, name)),
    pins: () => store.use(readPins),
    putComparison: (comparison, identityHash) => store.write((connection) => dropOldComparisons(connection, insertComparison(connection, comparison, identityHash), runsEach)),
    comparisonsOf: (file, functionName, limit) => store.use((connection) => readComparisons(connection, file, functionName, Math.min(limit, most))),
    latestComparisons: () => store.use(readLatestComparisons),
    dismiss: (comparisonId, reason) => store.write((connection) => updateDismissal(connection, comparisonId, { reason, at: Date.now() })),
    undismiss: (comparisonId) => store.write((connection) => updateDismissal(connection, comparisonId, null)),
    close: () => store.close(),
  }
}
