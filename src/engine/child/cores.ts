import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'

/** Numbers of the cores that this process may run on; none where that cannot be told (not Linux). */
export function usableCores(): readonly number[] {
  if (process.platform !== 'linux') return []
  try {
    return coresOf(/^Cpus_allowed_list:\s*(\S+)/m.exec(readFileSync('/proc/self/status', 'latin1'))?.[1] ?? '')
  } catch {
    return []
  }
}

/** The numbers in a list as Linux writes it: `0-3,8`. */
export function coresOf(list: string): number[] {
  return list.split(',').flatMap((range) => {
    const [, first, last = first] = /^(\d+)(?:-(\d+))?$/u.exec(range) ?? []
    return first === undefined ? [] : Array.from({ length: Number(last) - Number(first) + 1 }, (_, index) => Number(first) + index)
  })
}

/**
 * Keeps a process's main thread on one core, where the system can (Linux with util-linux or busybox). Its other threads, which compile and
 * collect, go where there is room.
 */
export async function keepOnCore(pid: number, core: number): Promise<void> {
  await new Promise<void>((resolve) => {
    // Without it, or when the process has ended, measuring goes on as it is.
    execFile('taskset', ['-p', '-c', String(core), String(pid)], () => resolve())
  })
}
