import { dirname } from 'node:path'
import type { Comparison } from '../core/comparison/comparison.ts'
import type { ProfiledFunction } from '../core/comparison/run.ts'
import type { Thresholds } from '../core/comparison/thresholds.ts'
import { HeatlineError } from '../core/heatlineError.ts'
import { relativeFile } from '../core/profile/relativeFile.ts'
import { compareVersions } from './compare/compareVersions.ts'
import type { ComparedVersions } from './compare/compareVersions.ts'
import { automaticBaselineName } from './compare/automaticBaseline.ts'
import { findBase } from './compare/findBase.ts'
import { NothingToCompare } from './compare/nothingToCompare.ts'
import { requireCalls } from './compare/requireCalls.ts'
import type { Depth } from './compare/measureDifference.ts'
import { gitState } from './git/gitState.ts'
import type { ProfileRequest } from './profileFunction.ts'
import type { RecordingEvents } from './recordTimeline.ts'
import { followMoved, identityOf } from './store/followMoved.ts'
import { openStore } from './store/openStore.ts'
import type { RunStore } from './store/runStore.ts'

/** A git reference or a baseline's name; null for the function's own baseline, else where this branch left the default one, else the first run. */
export type BaseChoice = string | null

/** What a comparison tells while it goes on. */
export type CompareEvents = RecordingEvents

/** What to compare. */
export interface CompareRequest extends ProfileRequest {
  readonly base: BaseChoice
  readonly thresholds: Thresholds
  readonly depth: Depth
}

/**
 * Compares a function as it is now with its baseline, and keeps the result in the history. Expected ends are outcomes of the comparison.
 * @throws NothingToCompare when there is no base
 * @throws HeatlineError when there is no such function, or a call that does not parse
 */
export async function compareFunction(request: CompareRequest, events: CompareEvents, signal: AbortSignal): Promise<Comparison> {
  requireCalls(request)
  const history = openHistory(request.root)
  try {
    if (history.store !== null) followMoved(history.store, { ...request, file: relativeFile(request.root, request.file) })
    const found = await findBase(request, request.base, history.store, signal)
    // What became of a history is told now or never, and may be why.
    if (found.kind === 'none') throw new NothingToCompare([...history.messages, found.reason].join(' '))
    const compared = await compareVersions({ ...request, workload: found.workload }, found.version, events, signal)
    const kept = await keep(compared, request, history.store)
    return { ...compared.comparison, warnings: [...compared.comparison.warnings, ...history.messages, ...kept] }
  } finally {
    history.store?.close()
  }
}

/** A history that cannot be read spoils no comparison with a commit. */
function openHistory(root: string): { readonly store: RunStore | null; readonly messages: readonly string[] } {
  try {
    const store = openStore(root)
    return { store, messages: store.notices }
  } catch (error) {
    if (!(error instanceof HeatlineError)) throw error
    return { store: null, messages: [error.message] }
  }
}

async function keep({ comparison, versions }: ComparedVersions, request: CompareRequest, store: RunStore | null): Promise<readonly string[]> {
  if (store === null || versions === null || comparison.outcome !== 'completed') return []
  const git = await gitState(dirname(request.file), request.file)
  const { function: { file, name }, base, time, memory } = comparison
  try {
    store.putComparison({
      id: comparison.id,
      startedAt: comparison.startedAt,
      file,
      functionName: name,
      baseVersion: versions.base,
      currentVersion: versions.current,
      baseLabel: base.label,
      commit: git?.commit ?? null,
      isDirty: git?.isDirty ?? null,
      verdict: time.verdict,
      relativeDifference: time.relativeDifference,
      confidenceInterval: time.confidenceInterval,
      memoryDifference: memory.relativeDifference,
      currentMs: time.current,
    }, identityOf({ ...request, file }) ?? comparison.function.bodyHash)
    if (base.kind === 'automatic' && time.verdict === 'improvement') replaceAutomatic(store, comparison.function)
    return []
  } catch (error) {
    if (!(error instanceof HeatlineError)) throw error
    return [error.message]
  }
}

/** Nobody set that baseline: what is better than it takes its place. One that is merely no worse does not, or many small steps would pass unseen. */
function replaceAutomatic(store: RunStore, { file, name, bodyHash }: ProfiledFunction): void {
  const newest = store.historyOf(file, name, 1).find((run) => run.snapshotId !== null && run.bodyHash === bodyHash)
  if (newest !== undefined) store.pin(newest.id, automaticBaselineName)
}
