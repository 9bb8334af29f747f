import { ChildProcess } from 'node:child_process'
import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { flushRequestName, processesFolder } from '../../protocol/flushRequests.ts'

/** Who does not answer in this time is stopped, or is gone already. */
const longestWaitMs = 300

const deadly = new Set<unknown>(['SIGTERM', 'SIGKILL', 'SIGINT', 'SIGHUP', 'SIGQUIT', 15, 9, 2, 1, 3, undefined])

/**
 * Has a process write its samples before this one ends it, as test runners end their workers: a signal gives it no time to.
 * @param recordings their folder
 * @param flushSelf for a process that ends itself
 */
export function flushBeforeKill(recordings: string, flushSelf: () => void): void {
  const { kill } = ChildProcess.prototype
  ChildProcess.prototype.kill = function (this: ChildProcess, signal) {
    if (deadly.has(signal) && this.pid !== undefined && this.exitCode === null && this.signalCode === null) ask(this.pid)
    return kill.call(this, signal)
  }
  const killAny = process.kill
  process.kill = (pid, signal) => {
    if (deadly.has(signal)) {
      if (pid === process.pid) flushSelf()
      else ask(Math.abs(pid))
    }
    return killAny.call(process, pid, signal)
  }

  function ask(pid: number): void {
    const folder = join(recordings, processesFolder)
    if (!existsSync(join(folder, String(pid)))) return
    const request = join(folder, flushRequestName(pid))
    try {
      writeFileSync(request, '')
    } catch {
      // The recordings are over.
      return
    }
    const started = performance.now()
    const clock = new Int32Array(new SharedArrayBuffer(4))
    while (existsSync(request) && performance.now() - started < longestWaitMs) Atomics.wait(clock, 0, 0, 1)
  }
}
