import inspector from 'node:inspector'
import module from 'node:module'
import v8 from 'node:v8'
import { isMainThread } from 'node:worker_threads'
import type { Attempt, Deny } from './denial.ts'
import { describePath } from './describeTarget.ts'
import { guardMember, guardMembers } from './guardMember.ts'

/** Flags by which V8 itself writes files, past Node and its permission model: graphs of compiled code, logs, profiles, snapshots. */
const writingFlags = /(?:^|\s)--?(?:trace[-_]turbo|turbo[-_]profiling|log|ll[-_]prof|prof(?![a-z])|perf|gdbjit|redirect|dump[-_]|map[-_]counters|heap[-_]snapshot[-_]on|\S*to[-_]file)/

/** Refuses what Node's own diagnostics write to disk, and the debugger's port. */
export function guardDiagnostics(deny: Deny): void {
  guardMembers(v8, ['writeHeapSnapshot', 'setHeapSnapshotNearHeapLimit'], ([path]) => write('a heap snapshot', path), deny)
  guardMembers(v8, ['setHeapProfileNearHeapLimit'], () => write('a heap profile', null), deny)
  guardMember(v8, 'setFlagsFromString', ([flags]) => (writingFlags.test(String(flags)) ? write('a trace of V8, by', flags) : null), deny)
  guardMembers(process.report, ['writeReport'], ([path]) => write('a diagnostic report', path), deny)
  // Workers have none, and say so when it is loaded.
  if (isMainThread) guardMembers(process.getBuiltinModule('node:trace_events'), ['createTracing'], () => write('a trace of events', null), deny)
  guardMembers(inspector, ['open'], () => ({ permission: null, action: 'open the debugger to connections', target: '' }), deny)
  // A thread of its own loads the hooks, out of reach of what is installed here.
  guardMembers(module, ['register'], ([specifier]) => ({ permission: null, action: 'register the module hooks', target: describePath(specifier) }), deny)
  // Tools ask for it in passing, and go on without it: nothing to report.
  if ('enableCompileCache' in module) Reflect.set(module, 'enableCompileCache', () => ({ status: module.constants.compileCacheStatus.DISABLED }))
}

function write(what: string, path: unknown): Attempt {
  return { permission: 'write', action: `write ${what}`, target: typeof path === 'string' || path instanceof URL ? describePath(path) : '' }
}
