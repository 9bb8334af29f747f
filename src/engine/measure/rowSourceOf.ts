import type { Workload } from '../../core/comparison/workload.ts'
import type { RowSource } from '../../protocol/runnerTask.ts'

/** What the target is called with; null where the bundle brings its inputs. */
export function rowSourceOf(workload: Workload): RowSource | null {
  switch (workload.kind) {
    case 'generated': return { kind: 'expressions', rows: workload.inputs.rows, drive: workload.inputs.drive }
    case 'within': return { kind: 'expressions', rows: workload.caller.inputs.rows, drive: workload.caller.inputs.drive }
    case 'captured': {
      const { inputs, copies, skipped } = workload.captured
      return { kind: 'captured', rows: inputs.rows, drive: inputs.drive, copies, skipped }
    }
    case 'recorded': return { kind: 'recording', path: workload.inputs.path }
    default: return null
  }
}

/** Different inputs that the calls are made with. */
export function rowCountOf(workload: Workload): number {
  switch (workload.kind) {
    case 'generated': return workload.inputs.rows.length
    case 'within': return workload.caller.inputs.rows.length
    case 'captured': return workload.captured.calls
    case 'recorded': return workload.inputs.rows
    default: return 1
  }
}
