import { rungNames } from '../../core/workloads/rungName.ts'
import type { RungName } from '../../core/workloads/rungName.ts'
import { changeWorkspaceFile, isRecord, readWorkspaceFile, shown, sorted, without } from '../workspaceFile.ts'
import type { Kept, WorkspaceFile } from '../workspaceFile.ts'

interface RememberedCalls {
  readonly calls: Readonly<Record<string, string>>
  readonly inputs?: Readonly<Record<string, RungName>>
}

/** Where a workspace's calls are remembered. */
const callsFile: WorkspaceFile<RememberedCalls> = {
  name: 'workloads.json',
  version: 1,
  empty: { calls: {} },
  deleting: 'to have the calls asked again',
  problemWith({ calls, inputs }) {
    if (!isRecord(calls)) return `must have an object "calls", but has ${shown(calls)}`
    const wrong = Object.entries(calls).find(([, call]) => typeof call !== 'string')
    if (wrong !== undefined) return `must have a text for "${wrong[0]}", but has ${shown(wrong[1])}`
    if (inputs !== undefined && !isRecord(inputs)) return `must have an object "inputs", but has ${shown(inputs)}`
    const strange = Object.entries(inputs ?? {}).find(([, rung]) => !rungNames.some((each) => each === rung))
    return strange === undefined ? null : `must have one of ${rungNames.join(', ')} for "${strange[0]}" in "inputs", but has ${shown(strange[1])}`
  },
}

/**
 * The calls that a workspace remembers, by function id (`src/cart.ts#Cart.total`); empty when there is no file.
 * @throws HeatlineError when the file cannot be read, is broken, or was written by a newer Heatline
 */
export function readRememberedCalls(root: string): ReadonlyMap<string, string> {
  return new Map(Object.entries(readWorkspaceFile(root, callsFile).calls))
}

/**
 * Remembers a function's call in the workspace, in place of the one before. A folder that cannot be written to is no
 * error: the run goes on, and `reason` says why it will be asked again.
 * @throws HeatlineError when the file there is broken or newer: it is left as it is
 */
export function rememberCall(root: string, functionId: string, expression: string): Kept {
  return change(root, ({ calls, inputs = {} }) => ({ calls: { ...calls, [functionId]: expression }, inputs: without(inputs, functionId) }))
}

/**
 * The kinds of inputs that the user chose, by function id: each is taken before a call that is remembered too.
 * @throws HeatlineError as `readRememberedCalls` does
 */
export function readChosenRungs(root: string): ReadonlyMap<string, RungName> {
  return new Map(Object.entries(readWorkspaceFile(root, callsFile).inputs ?? {}))
}

/**
 * Remembers which inputs the user chose for a function; null forgets the choice, and the best there are are taken.
 * @throws HeatlineError when the file there is broken or newer: it is left as it is
 */
export function rememberRung(root: string, functionId: string, rung: RungName | null): Kept {
  return change(root, ({ calls, inputs = {} }) => ({ calls, inputs: rung === null ? without(inputs, functionId) : { ...inputs, [functionId]: rung } }))
}

function change(root: string, edit: (content: RememberedCalls) => Required<RememberedCalls>): Kept {
  return changeWorkspaceFile(root, callsFile, 'The choice', (before) => {
    const { calls, inputs } = edit(before)
    return { calls: sorted(calls), inputs: Object.keys(inputs).length > 0 ? sorted(inputs) : undefined }
  })
}
