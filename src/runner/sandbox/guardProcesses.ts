import childProcess from 'node:child_process'
import os from 'node:os'
import workerThreads from 'node:worker_threads'
import type { Attempt, Deny } from './denial.ts'
import { describeCommand, describePath } from './describeTarget.ts'
import { guardMember, guardMembers } from './guardMember.ts'
import { loadQuietly } from './loadQuietly.ts'

/** Node's internals under these names reach files, processes and sockets past every other door. */
const dangerousBindings = /^(?:fs|spawn_sync|process_wrap|process_methods|tcp_wrap|tls_wrap|pipe_wrap|udp_wrap|cares_wrap|js_stream|worker|inspector|uv)$/

/** Refuses processes, workers, signals to other processes, addons and Node's internals. */
export function guardProcesses(deny: Deny): void {
  guardMembers(childProcess, ['exec', 'execSync', 'execFile', 'execFileSync', 'fork', 'spawn', 'spawnSync'], describeStart, deny)
  guardMembers(childProcess.ChildProcess.prototype, ['spawn'], ([options]) => describeStart([Reflect.get(Object(options), 'file'), Reflect.get(Object(options), 'args')]), deny)
  guardMembers(process, ['execve'], describeStart, deny)
  guardMembers(workerThreads, ['Worker'], ([file, options]) => {
    const isSource = Reflect.get(Object(options), 'eval') === true
    return { action: 'start', target: `a worker ${isSource ? 'from a string' : describePath(file)}` }
  }, deny)

  // Node's own `process.kill` calls `process._kill`, with the signal as a number; 0 only asks whether there is such a process.
  for (const name of ['kill', '_kill']) guardMember(process, name, checkKill, deny)
  guardMembers(process, ['_debugProcess'], ([pid]) => ({ action: 'start', target: `the debugger of process ${String(pid)}` }), deny)
  guardMember(os, 'setPriority', ([pid, priority]) => {
    if (priority === undefined || Number(pid) === 0 || Number(pid) === process.pid) return null
    return { action: 'change', target: `the priority of process ${String(pid)}` }
  }, deny)

  guardMembers(loadQuietly('node:wasi'), ['WASI'], () => ({ action: 'use', target: 'WASI' }), deny)

  // The recorder's own addon is loaded by now.
  guardMembers(process, ['dlopen'], ([, file]) => ({ action: 'load', target: `the addon ${describePath(file)}` }), deny)
  for (const name of ['binding', '_linkedBinding']) {
    guardMember(process, name, ([binding]) => {
      // Others are asked for in passing, and in a `try`, by libraries that only want to know.
      return dangerousBindings.test(String(binding)) ? { action: 'use', target: `Node's internal module ${String(binding)}` } : null
    }, deny)
  }
}

function describeStart([file, parameters]: readonly unknown[]): Attempt {
  return { action: 'start', target: `the process ${describeCommand(file, parameters)}` }
}

function checkKill([pid, signal]: readonly unknown[]): Attempt | null {
  if (signal === 0 || Number(pid) === process.pid) return null
  return { action: 'send', target: `a signal to process ${String(pid)}` }
}
