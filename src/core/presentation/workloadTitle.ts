import type { Workload } from '../comparison/workload.ts'
import { countOf, describeRecorded } from './describeRun.ts'

/** What a function was run with, for its lens: the call, or where its inputs come from. */
export function workloadTitle(workload: Workload): string {
  switch (workload.kind) {
    case 'none':
    case 'call':
    case 'program': return workload.expression
    case 'test': return `in ${workload.expression}`
    case 'generated': return `${countOf(workload.inputs.rows.length, 'call')} generated from types`
    case 'recorded': return describeRecorded(workload.inputs)
    case 'captured': return `${countOf(workload.captured.calls, 'call')} recorded through ${workload.captured.name}`
    case 'within': return `within ${workload.caller.name}`
    default: return workload satisfies never
  }
}
