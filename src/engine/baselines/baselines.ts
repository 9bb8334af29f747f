import type { StoredRun } from '../../core/comparison/storedRun.ts'
import type { Thresholds } from '../../core/comparison/thresholds.ts'
import { changeWorkspaceFile, isRecord, readWorkspaceFile, shown, sorted, without } from '../workspaceFile.ts'
import type { Kept, WorkspaceFile } from '../workspaceFile.ts'

/** A baseline that was set by hand, as a team shares it: what it was measured on stays with who set it, in the store. */
export interface Baseline {
  /** `src/cart.ts#Cart.total` */
  readonly functionId: string
  /** `ownBaselineName`, or what the user called it. */
  readonly name: string
  /** Full hash; null where the code was not committed, or there is no git. */
  readonly commit: string | null
  /** Milliseconds since the epoch. */
  readonly setAt: number
}

/** The name of a function's baseline that the user gave none. */
export const ownBaselineName = 'baseline'

/** What the file names a run by: what was not committed has no commit that others could build it from. */
export function sharedCommit({ commit, isDirty }: Pick<StoredRun, 'commit' | 'isDirty'>): string | null {
  return isDirty === true ? null : commit
}

interface KeptBaseline {
  readonly commit: string | null
  /** ISO 8601: people read it. */
  readonly setAt: string
}

interface BaselinesFile {
  /** By function id and name. */
  readonly baselines: Readonly<Record<string, Readonly<Record<string, KeptBaseline>>>>
  readonly thresholds?: { readonly all?: Partial<Thresholds>; readonly functions?: Readonly<Record<string, Partial<Thresholds>>> }
}

const baselinesFile: WorkspaceFile<BaselinesFile> = {
  name: 'baselines.json',
  version: 1,
  empty: { baselines: {} },
  deleting: 'to have no baselines set',
  problemWith: ({ baselines, thresholds }) => problemWithBaselines(baselines) ?? problemWithThresholds(thresholds),
}

/**
 * The baselines that were set in a workspace, by function id and name.
 * @throws HeatlineError when the file cannot be read, is broken, or was written by a newer Heatline
 */
export function readBaselines(root: string): readonly Baseline[] {
  return Object.entries(readWorkspaceFile(root, baselinesFile).baselines).flatMap(([functionId, named]) => (
    Object.entries(named).map(([name, { commit, setAt }]) => ({ functionId, name, commit, setAt: Date.parse(setAt) }))))
}

/**
 * Sets a baseline, in place of the function's one of that name.
 * @throws HeatlineError when the file there is broken or newer: it is left as it is
 */
export function writeBaseline(root: string, { functionId, name, commit, setAt }: Baseline): Kept {
  return changeWorkspaceFile(root, baselinesFile, 'The baseline', ({ baselines }) => {
    const named = own(baselines, functionId) ?? {}
    const kept = { ...own(named, name), commit, setAt: new Date(setAt).toISOString() }
    return { baselines: sorted({ ...baselines, [functionId]: sorted({ ...named, [name]: kept }) }) }
  })
}

/**
 * Takes a baseline away; nothing where there is none.
 * @throws HeatlineError when the file there is broken or newer: it is left as it is
 */
export function removeBaseline(root: string, functionId: string, name: string): Kept {
  return changeWorkspaceFile(root, baselinesFile, 'That the baseline is gone', ({ baselines }) => {
    const left = without(own(baselines, functionId) ?? {}, name)
    return { baselines: sorted(Object.keys(left).length === 0 ? without(baselines, functionId) : { ...baselines, [functionId]: left }) }
  })
}

/**
 * The thresholds that the workspace asks for: a function's own before those of all; those that it does not name are missing.
 * @throws HeatlineError as `readBaselines` does
 */
export function thresholdsOf(root: string, functionId: string): Partial<Thresholds> {
  const { thresholds } = readWorkspaceFile(root, baselinesFile)
  const asked = { ...thresholds?.all, ...own(thresholds?.functions ?? {}, functionId) }
  return Object.fromEntries(Object.entries(asked).filter(([kind]) => thresholdKinds.has(kind)))
}

const thresholdKinds: ReadonlySet<string> = new Set<keyof Thresholds>(['time', 'memory', 'throughput'])

/** What a file's object has under a name, not what every object has. */
function own<Value>(values: Readonly<Record<string, Value>>, key: string): Value | undefined {
  return Object.hasOwn(values, key) ? values[key] : undefined
}

function problemWithBaselines(baselines: unknown): string | null {
  if (!isRecord(baselines)) return `must have an object "baselines", but has ${shown(baselines)}`
  for (const [functionId, named] of Object.entries(baselines)) {
    if (!isRecord(named)) return `must have an object of baselines by name for "${functionId}", but has ${shown(named)}`
    for (const [name, kept] of Object.entries(named)) {
      const place = `baseline "${name}" of "${functionId}"`
      if (!isRecord(kept)) return `must have an object for the ${place}, but has ${shown(kept)}`
      const { commit, setAt } = kept
      if (commit !== null && (typeof commit !== 'string' || !/^[0-9a-f]{7,64}$/.test(commit))) return `must have a commit's hash or null as "commit" of the ${place}, but has ${shown(commit)}`
      if (typeof setAt !== 'string' || Number.isNaN(Date.parse(setAt))) return `must have a time like "2026-01-31T12:00:00.000Z" as "setAt" of the ${place}, but has ${shown(setAt)}`
    }
  }
  return null
}

function problemWithThresholds(thresholds: unknown): string | null {
  if (thresholds === undefined) return null
  if (!isRecord(thresholds)) return `must have an object "thresholds", but has ${shown(thresholds)}`
  const { all = {}, functions = {} } = thresholds
  if (!isRecord(functions)) return `must have an object "functions" in "thresholds", but has ${shown(functions)}`
  for (const [owner, asked] of [['all', all] as const, ...Object.entries(functions)]) {
    if (!isRecord(asked)) return `must have an object like { "time": 0.15 } for "${owner}" in "thresholds", but has ${shown(asked)}`
    const wrong = Object.entries(asked).find(([kind, value]) => thresholdKinds.has(kind) && !(typeof value === 'number' && value > 0 && value <= 10))
    if (wrong !== undefined) return `must have a share above 0 like 0.15, which is 15%, as "${wrong[0]}" for "${owner}" in "thresholds", but has ${shown(wrong[1])}`
  }
  return null
}
