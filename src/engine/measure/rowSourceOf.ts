import type { Workload } from '../../core/comparison/workload.ts'
import type { RowSource } from '../../protocol/runnerTask.ts'

/** What the target is called with; null where the bundle brings its inputs. */
export function rowSourceOf(workload: Workload): RowSource | null {
  if (workload.kind === 'generated') return { kind: 'expressions', rows: workload.inputs.rows, drive: workload.inputs.drive }
  return workload.kind === 'recorded' ? { kind: 'recording', path: workload.inputs.path } : null
}
