import { dirname } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import type { ComparisonBase } from '../../core/comparison/comparison.ts'
import type { Snapshot } from '../../core/comparison/snapshot.ts'
import type { Workload } from '../../core/comparison/workload.ts'
import { relativeFile } from '../../core/profile/relativeFile.ts'
import { renameInCall } from '../../core/source/renameInCall.ts'
import { ownBaselineName, readBaselines, sharedCommit } from '../baselines/baselines.ts'
import { resolveReference } from '../git/resolveReference.ts'
import { sourceAt } from '../git/sourceAt.ts'
import type { ProfileRequest } from '../profileFunction.ts'
import type { RunStore } from '../store/runStore.ts'
import { automaticBaselineName } from './automaticBaseline.ts'
import { changedSettings } from './changedSettings.ts'
import { sourceVersion } from './compareVersions.ts'
import type { BaseVersion } from './compareVersions.ts'
import { changedExternals, openSnapshot, pinnedWorkload } from './openSnapshot.ts'

/** What to compare with, and what both versions are run with; or a sentence for people that says why there is nothing. */
export type FoundBase = { readonly kind: 'found'; readonly version: BaseVersion; readonly workload: Workload } | { readonly kind: 'none'; readonly reason: string }

/**
 * Finds what a function is compared with.
 * @param choice a baseline's name or a git reference; null for the function's own baseline, else where this branch left the default one, else the
 * first run
 * @param store null where there is no history
 * @throws HeatlineError when the file of baselines cannot be read or understood
 */
export async function findBase(request: ProfileRequest, choice: string | null, store: RunStore | null, signal: AbortSignal): Promise<FoundBase> {
  const file = relativeFile(request.root, request.file)
  const set = await setBase(request, file, choice ?? ownBaselineName, store, signal)
  if (set !== null) return set
  const reference = await resolveReference(dirname(request.file), choice)
  if (reference.kind === 'commit') return await commitBase(request, reference, 'commit', signal)
  if (choice !== null) return { kind: 'none', reason: `There is no baseline ${JSON.stringify(choice)} of \`${request.functionName}\`. ${reference.reason}` }
  const automatic = store === null ? null : await storedBase(request, file, automaticBaselineName, store)
  return automatic?.found ?? reference
}

/** A baseline that was set by hand: its snapshot where this machine has it, else its commit. The team's file counts where somebody else set another one. */
async function setBase(request: ProfileRequest, file: string, name: string, store: RunStore | null, signal: AbortSignal): Promise<FoundBase | null> {
  const shared = readBaselines(request.root).find((each) => each.functionId === `${file}#${request.functionName}` && each.name === name)
  const stored = store === null ? null : await storedBase(request, file, name, store)
  if (stored !== null && (shared === undefined || stored.commit === shared.commit)) return stored.found
  if (shared === undefined) return null
  const label = name === ownBaselineName ? 'the baseline' : name
  if (shared.commit === null) return { kind: 'none', reason: `${label} of \`${request.functionName}\` was set on code that was not committed, on another machine or in a history that is gone. Set it again.` }
  return await commitBase(request, { commit: shared.commit, label }, 'set', signal)
}

async function commitBase(request: ProfileRequest, { commit, label }: { readonly commit: string; readonly label: string }, kind: ComparisonBase['kind'], signal: AbortSignal): Promise<FoundBase> {
  const { root, file, functionName, text } = request
  const source = await sourceAt({ root, file, functionName, text, commit, label })
  if (source.kind === 'none') return source
  const base: ComparisonBase = { kind, label, commit, runId: null, file: relativeFile(root, source.file), functionName: source.functionName, text: source.text }
  const notes = changedSettings(root, source, label)
  return { kind: 'found', version: sourceVersion(request, source, base, notes, signal), workload: request.workload }
}

/** A pinned run's snapshot, with what the team's file names it by: the commit, null where the code was not committed. */
interface StoredBase {
  readonly found: FoundBase
  readonly commit: string | null
}

async function storedBase(request: ProfileRequest, file: string, name: string, store: RunStore): Promise<StoredBase | null> {
  const pin = store.pins().find((each) => each.file === file && each.functionName === request.functionName && each.name === name)
  const run = pin === undefined ? null : store.run(pin.runId)
  const snapshot = run?.snapshotId == null ? null : store.snapshot(run.snapshotId)
  if (run === null || snapshot === null) return null
  const label = name === ownBaselineName ? 'the baseline' : name === automaticBaselineName ? 'the first run' : name
  const pinned = await pinnedWorkload(snapshot)
  // A call that the user wrote calls the function as it was named then.
  const workload = pinned.kind === 'call' ? { ...pinned, expression: renameInCall(pinned.expression, snapshot.manifest.function.name, request.functionName) } : pinned
  const base: ComparisonBase = {
    kind: name === automaticBaselineName ? 'automatic' : 'set',
    label,
    commit: run.isDirty === false ? run.commit : null,
    runId: run.id,
    file: snapshot.manifest.function.file,
    functionName: snapshot.manifest.function.name,
    text: snapshot.manifest.sources[snapshot.manifest.function.file] ?? null,
  }
  const version: BaseVersion = { base, notes: await notesOn(snapshot, request, workload, label), open: async (directory) => await openSnapshot(snapshot, pinned, request, directory) }
  return { found: { kind: 'found', version, workload }, commit: sharedCommit(run) }
}

async function notesOn(snapshot: Snapshot, request: ProfileRequest, workload: Workload, label: string): Promise<string[]> {
  const { node } = snapshot.manifest
  const changed = await changedExternals(snapshot)
  return [
    ...(changed.length === 0 ? [] : [`${changed.length === 1 ? `${relativeFile(request.root, changed[0] ?? '')} has` : `${changed.length} installed modules have`} changed since ${label}: both versions were run with what is installed now.`]),
    ...(node.version === request.node.version ? [] : [`${label} was measured on Node ${node.version}: both versions were run on Node ${request.node.version}.`]),
    ...(isDeepStrictEqual(inputsOf(workload), inputsOf(request.workload)) ? [] : [`Both versions were run with the inputs of ${label}, not with those of now.`]),
  ]
}

/** What of a workload are the inputs; of a recording, whose place is no part of it, the number. */
function inputsOf(workload: Workload): unknown {
  return workload.kind === 'recorded' ? { kind: workload.kind, rows: workload.inputs.rows, calls: workload.inputs.calls } : workload.kind === 'call' ? workload.expression : workload
}
