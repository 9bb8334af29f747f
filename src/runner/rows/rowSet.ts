import type { RowSource } from '../../protocol/runnerTask.ts'
import type { PreparedTarget, PreparedWorkload } from '../../protocol/workloadHook.ts'
import { invoke } from '../calls/invoke.ts'
import type { Call } from '../calls/invoke.ts'
import type { CaptureControl } from './captureCalls.ts'
import { evaluateDriver, evaluateRows } from './evaluateRows.ts'
import { recordedRows } from './recordedRows.ts'
import { runCaller } from './runCaller.ts'

/** What the calls of a pass are made with. */
export interface RowSet {
  /** Rows of inputs, at least one: called in turn. */
  readonly rows: readonly (readonly unknown[])[]
  readonly call: Call
  readonly targetIsOutermost: boolean
}

/**
 * The rows of a workload: the one that the bundle brings, those of the task, or calls that happen when those are made.
 * @throws what the user's code throws while it makes them
 */
export async function makeRowSet(prepared: PreparedWorkload | PreparedTarget, source: RowSource | null, mostRows: number, capture: CaptureControl): Promise<RowSet> {
  if (!('scope' in prepared)) return { rows: [prepared.inputs], call: prepared.call, targetIsOutermost: prepared.targetIsOutermost }
  if (source === null) throw new Error('Internal error: the task has no inputs for the target')
  if (source.kind === 'recording') return { rows: evenly(recordedRows(prepared.scope), mostRows).map(({ make }) => make()), call: prepared.call, targetIsOutermost: true }
  if (source.kind === 'expressions') return { rows: evaluateRows(source.rows.slice(0, mostRows), prepared.scope), call: drivenCall(prepared, source), targetIsOutermost: true }
  const { calls } = await runCaller(prepared, source, capture)
  const skipped = new Set(source.skipped)
  const rows = calls.flatMap(({ row }, index) => (skipped.has(index) ? [] : [row]))
  if (rows.length === 0) throw new Error('None of the calls that were recorded before was made again.')
  return { rows: rows.slice(0, mostRows), call: prepared.replay, targetIsOutermost: true }
}

/** So many of the rows, from all over them: the first calls of a test are not like the later ones. */
function evenly<Row>(rows: readonly Row[], most: number): readonly Row[] {
  return rows.length <= most ? rows : rows.filter((_, index) => Math.floor((index * most) / rows.length) !== Math.floor(((index - 1) * most) / rows.length))
}

/** The target's call with what belongs to its work afterwards. */
export function drivenCall({ call, scope }: PreparedTarget, { drive }: { readonly drive: string | null }): Call {
  if (drive === null) return call
  const driver = evaluateDriver(drive, scope)
  return (inputs) => driver(invoke(call, inputs))
}
