import inspector from 'node:inspector'
import module from 'node:module'
import traceEvents from 'node:trace_events'
import v8 from 'node:v8'
import type { Deny } from './denial.ts'
import { describeAddress, describePath } from './describeTarget.ts'
import { guardMembers } from './guardMember.ts'

/** Refuses what Node's own diagnostics write to disk, and the debugger's port. */
export function guardDiagnostics(deny: Deny): void {
  guardMembers(v8, ['writeHeapSnapshot'], ([path]) => ({ action: 'write', target: typeof path === 'string' ? path : 'a heap snapshot' }), deny)
  guardMembers(v8, ['setHeapSnapshotNearHeapLimit'], () => ({ action: 'write', target: 'a heap snapshot' }), deny)
  guardMembers(process.report, ['writeReport'], ([path]) => ({ action: 'write', target: typeof path === 'string' ? describePath(path) : 'a diagnostic report' }), deny)
  guardMembers(traceEvents, ['createTracing'], () => ({ action: 'write', target: 'a trace of events' }), deny)
  guardMembers(inspector, ['open'], (parameters) => ({ action: 'listen on', target: describeAddress(parameters) }), deny)
  // Tools ask for it in passing, and go on without it: nothing to report.
  if ('enableCompileCache' in module) Reflect.set(module, 'enableCompileCache', () => ({ status: module.constants.compileCacheStatus.DISABLED }))
}
