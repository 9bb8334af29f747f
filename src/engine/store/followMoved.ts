import { join } from 'node:path'
import { HeatlineError } from '../../core/heatlineError.ts'
import { discoverFunctions } from '../../core/source/discoverFunctions.ts'
import { identityHash } from '../../core/source/identityHash.ts'
import { isGoneIn } from './isGone.ts'
import type { RunStore } from './runStore.ts'

/** A function of a file as it stands now. */
export interface StandingFunction {
  readonly root: string
  /** Relative to the root with `/`. */
  readonly file: string
  readonly functionName: string
  /** Of the file. */
  readonly text: string
  /** Other unsaved files, by absolute path. */
  readonly overlays: ReadonlyMap<string, string>
}

/** Lets what is kept of a function, baselines above all, follow it where it moved or was renamed. Where nothing can be written all stays as it is. */
export function followMoved(store: RunStore, standing: StandingFunction): void {
  const identity = identityOf(standing)
  if (identity === null) return
  const { root, file, functionName, text, overlays } = standing
  try {
    store.follow({ file, functionName }, identity, isGoneIn(root, new Map([...overlays, [join(root, file), text]])))
  } catch (error) {
    if (!(error instanceof HeatlineError)) throw error
  }
}

/** What the function is known again by; null where the text lacks it. */
export function identityOf({ file, functionName, text }: Pick<StandingFunction, 'file' | 'functionName' | 'text'>): string | null {
  const fn = discoverFunctions(text, file).functions.find(({ name }) => name === functionName)
  return fn === undefined ? null : identityHash(text, fn)
}
