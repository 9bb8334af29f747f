import type { Workload } from '../../core/comparison/workload.ts'
import type { RowSource } from '../../protocol/runnerTask.ts'

/** What the target is called with; null where the bundle brings its inputs. */
export function rowSourceOf(workload: Workload): RowSource | null {
  return workload.kind === 'generated' ? { kind: 'expressions', rows: workload.inputs.rows, drive: workload.inputs.drive } : null
}
