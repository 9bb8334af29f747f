import { join } from 'node:path'
import type { Run } from '../../core/comparison/run.ts'
import type { Snapshot } from '../../core/comparison/snapshot.ts'
import type { StoredRun } from '../../core/comparison/storedRun.ts'
import { HeatlineError } from '../../core/heatlineError.ts'
import { isGoneIn } from './isGone.ts'
import { defaultRetention, openStore } from './openStore.ts'
import type { Retention } from './openStore.ts'
import { storedRunOf } from './storedRunOf.ts'
import type { CommitState } from './storedRunOf.ts'

/** A run to keep, and what it says nothing of. */
export interface RunToStore {
  readonly run: Run
  /** Of the function's file as it was run. */
  readonly text: string
  /** Other unsaved files, by absolute path. */
  readonly overlays: ReadonlyMap<string, string>
  /** Null without git. */
  readonly git: CommitState | null
  /** Null where the run cannot be made again. */
  readonly snapshot: Snapshot | null
  readonly retention?: Retention
  /** The name of the baseline that it becomes where the function has none of that name; null for none. */
  readonly firstIs?: string | null
}

/** What became of it. */
export interface StoreOutcome {
  /** Null where it could not be kept. */
  readonly stored: StoredRun | null
  /** Sentences for people: why it could not, what became of a broken store. */
  readonly messages: readonly string[]
}

/** Keeps a finished run in the history of its workspace. A history that cannot be written spoils no run: messages tell of it. */
export async function storeRun({ run, text, overlays, git, snapshot, retention = defaultRetention, firstIs = null }: RunToStore, env: NodeJS.ProcessEnv = process.env): Promise<StoreOutcome> {
  const stored = await storedRunOf(run, text, git)
  const messages: string[] = []
  try {
    const store = openStore(run.root, env, retention)
    try {
      store.putRun(stored, snapshot, isGoneIn(run.root, new Map([...overlays, [join(run.root, run.function.file), text]])))
      const { file, name } = run.function
      if (firstIs !== null && !store.pins().some((pin) => pin.file === file && pin.functionName === name && pin.name === firstIs)) store.pin(run.id, firstIs)
      return { stored: store.run(run.id), messages }
    } finally {
      messages.push(...store.notices)
      store.close()
    }
  } catch (error) {
    if (!(error instanceof HeatlineError)) throw error
    return { stored: null, messages: [...messages, error.message] }
  }
}
