import type { StoredRun } from '../../core/comparison/storedRun.ts'
import type { RunStore } from '../store/runStore.ts'
import { readBaselines, sharedCommit } from './baselines.ts'

/** A baseline that was set by hand: what the team shares, and the run of it that this machine has. */
export interface KnownBaseline {
  /** Relative to the root with `/`. */
  readonly file: string
  readonly functionName: string
  readonly name: string
  /** Full hash; null where the code was not committed. */
  readonly commit: string | null
  /** Milliseconds since the epoch. */
  readonly setAt: number
  /** Null where it was set on another machine. */
  readonly run: StoredRun | null
  /** It is in `.heatline/baselines.json`. */
  readonly isShared: boolean
}

/**
 * The baselines of a workspace, by function and name: those of its file and those of this machine's history.
 * @param store null where there is no history
 * @throws HeatlineError when one of them cannot be read
 */
export function knownBaselines(root: string, store: RunStore | null): readonly KnownBaseline[] {
  const found = new Map<string, KnownBaseline>()
  for (const { file, functionName, name, runId, setAt } of store?.pins() ?? []) {
    const run = store?.run(runId) ?? null
    found.set(keyOf(file, functionName, name), { file, functionName, name, setAt, commit: run === null ? null : sharedCommit(run), run, isShared: false })
  }
  for (const { functionId, name, commit, setAt } of readBaselines(root)) {
    const at = functionId.indexOf('#')
    const file = functionId.slice(0, at)
    const functionName = functionId.slice(at + 1)
    const key = keyOf(file, functionName, name)
    const pinned = found.get(key)
    found.set(key, { file, functionName, name, commit, setAt: Math.max(setAt, pinned?.setAt ?? 0), run: pinned?.commit === commit ? pinned.run : null, isShared: true })
  }
  return Array.from(found).toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, baseline]) => baseline)
}

function keyOf(file: string, functionName: string, name: string): string {
  return `${file}\0${functionName}\0${name}`
}
