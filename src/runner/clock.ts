import { performance } from 'node:perf_hooks'

const read = performance.now

/** Milliseconds since the process began. Taken before the user's code is loaded, so that its fake timers do not reach it. */
export function now(): number {
  return read.call(performance)
}

// Node 22.19 and 23.9 on; before, other threads of the process count too: the recorder's and the garbage collector's.
const readUsage: () => { readonly user: number; readonly system: number } = process.threadCpuUsage ?? process.cpuUsage

/** Milliseconds for which this thread has held a processor: waiting, and other programs' turns, do not count. */
export function computingMs(): number {
  const { user, system } = readUsage.call(process)
  return (user + system) / 1000
}

const utilization = performance.eventLoopUtilization

/** Milliseconds for which this thread has waited for something to happen: a timer, an answer. */
export function waitedMs(): number {
  return utilization.call(performance).idle
}
