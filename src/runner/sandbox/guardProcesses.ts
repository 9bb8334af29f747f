import childProcess from 'node:child_process'
import os from 'node:os'
import workerThreads from 'node:worker_threads'
import type { Attempt, Deny } from './denial.ts'
import { describeCommand, describePath } from './describeTarget.ts'
import { guardMember, guardMembers } from './guardMember.ts'
import { loadQuietly } from './loadQuietly.ts'

/** Node's internals under these names reach files, processes and sockets past every other door. */
const dangerousBindings = /^(?:fs|spawn_sync|process_wrap|process_methods|tcp_wrap|tls_wrap|pipe_wrap|udp_wrap|cares_wrap|js_stream|worker|inspector|uv)$/

/** Refuses processes, workers, signals to other processes, another user, addons and Node's internals. */
export function guardProcesses(deny: Deny): void {
  guardMembers(childProcess, ['exec', 'execSync', 'execFile', 'execFileSync', 'fork', 'spawn', 'spawnSync'], describeStart, deny)
  guardMembers(childProcess.ChildProcess.prototype, ['spawn'], ([options]) => describeStart([Reflect.get(Object(options), 'file'), Reflect.get(Object(options), 'args')]), deny)
  // It would put another program in place of the runner.
  guardMembers(process, ['execve'], (parameters) => ({ ...describeStart(parameters), permission: null }), deny)
  guardMembers(workerThreads, ['Worker'], ([file, options]) => {
    const isSource = Reflect.get(Object(options), 'eval') === true
    return { permission: 'worker', action: isSource ? 'start a worker from a string' : 'start the worker', target: isSource ? '' : describePath(file) }
  }, deny)

  // Node's own `process.kill` calls `process._kill`, with the signal as a number; 0 only asks whether there is such a process.
  for (const name of ['kill', '_kill']) guardMember(process, name, checkKill, deny)
  guardMembers(process, ['_debugProcess'], ([pid]) => ({ permission: null, action: 'start the debugger of process', target: String(pid) }), deny)
  guardMember(os, 'setPriority', ([pid, priority]) => {
    if (priority === undefined || Number(pid) === 0 || Number(pid) === process.pid) return null
    return { permission: 'signal', action: 'change the priority of process', target: String(pid) }
  }, deny)
  // As another user it could not be ended from outside.
  const identities = ['setuid', 'seteuid', 'setgid', 'setegid', 'setgroups', 'initgroups']
  guardMembers(process, identities, ([id]) => ({ permission: null, action: 'become another user or group:', target: String(id) }), deny)

  guardMembers(loadQuietly('node:wasi'), ['WASI'], () => ({ permission: 'native', action: 'use WASI', target: '' }), deny)
  // The recorder's own addon is loaded by now.
  guardMembers(process, ['dlopen'], ([, file]) => ({ permission: 'native', action: 'load the addon', target: describePath(file) }), deny)
  for (const name of ['binding', '_linkedBinding']) {
    guardMember(process, name, ([binding]) => {
      // Others are asked for in passing, and in a `try`, by libraries that only want to know.
      return dangerousBindings.test(String(binding)) ? { permission: null, action: 'use Node\'s internal module', target: String(binding) } : null
    }, deny)
  }
}

function describeStart([file, parameters]: readonly unknown[]): Attempt {
  return { permission: 'process', action: 'start the process', target: describeCommand(file, parameters) }
}

function checkKill([pid, signal]: readonly unknown[]): Attempt | null {
  if (signal === 0) return null
  if (Number(pid) !== process.pid) return { permission: 'signal', action: 'send a signal to process', target: String(pid) }
  // To Node this signal is the order to open the debugger to connections.
  const opensDebugger = signal === 'SIGUSR1' || signal === os.constants.signals.SIGUSR1
  return opensDebugger ? { permission: null, action: 'open the debugger to connections', target: '' } : null
}
