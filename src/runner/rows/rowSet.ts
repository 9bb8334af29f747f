import type { RowSource } from '../../protocol/runnerTask.ts'
import type { PreparedTarget, PreparedWorkload } from '../../protocol/workloadHook.ts'
import { invoke } from '../calls/invoke.ts'
import type { Call } from '../calls/invoke.ts'
import { evaluateDriver, evaluateRows } from './evaluateRows.ts'

/** What the calls of a pass are made with. */
export interface RowSet {
  /** Rows of inputs, at least one: called in turn. */
  readonly rows: readonly (readonly unknown[])[]
  readonly call: Call
  readonly targetIsOutermost: boolean
}

/**
 * The rows of a workload: the one that the bundle brings, or those of the task.
 * @throws what the user's code throws while it makes them
 */
export function makeRowSet(prepared: PreparedWorkload | PreparedTarget, source: RowSource | null): RowSet {
  if (!('scope' in prepared)) return { rows: [prepared.inputs], call: prepared.call, targetIsOutermost: prepared.targetIsOutermost }
  if (source === null) throw new Error('Internal error: the task has no inputs for the target')
  return { rows: evaluateRows(source.rows, prepared.scope), call: drivenCall(prepared, source), targetIsOutermost: true }
}

/** The target's call with what belongs to its work afterwards. */
export function drivenCall({ call, scope }: PreparedTarget, { drive }: RowSource): Call {
  if (drive === null) return call
  const driver = evaluateDriver(drive, scope)
  return (inputs) => driver(invoke(call, inputs))
}
