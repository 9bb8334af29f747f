import { execFileSync } from 'node:child_process'
import { readFileSync, readdirSync } from 'node:fs'

/** A process that should have ended. */
export interface LeftoverProcess {
  readonly pid: number
  readonly command: string
}

/**
 * The processes, but this one, that have `marker` in their command line or environment.
 * @param marker a text that nothing else on the machine carries, such as a temporary folder's path
 */
export function leftoverProcesses(marker: string): readonly LeftoverProcess[] {
  return (process.platform === 'linux' ? processesOfLinux(marker) : processesOfPs(marker))
    .filter((found) => found.pid !== process.pid)
}

/**
 * Waits until no process carries `marker`: one that was killed needs a moment to end.
 * @throws Error that lists those which are still there after `timeoutMs`
 */
export async function expectNoLeftoverProcesses(marker: string, timeoutMs = 10_000): Promise<void> {
  const deadline = Date.now() + timeoutMs
  for (;;) {
    const left = leftoverProcesses(marker)
    if (left.length === 0) return
    if (Date.now() > deadline) throw new Error(`Left running:\n${left.map(({ pid, command }) => `${pid} ${command}`).join('\n')}`)
    // There is no event for the end of a process that is not our child.
    await new Promise((resolve) => { setTimeout(resolve, 50) })
  }
}

function processesOfLinux(marker: string): LeftoverProcess[] {
  return readdirSync('/proc').filter((name) => /^\d+$/.test(name)).flatMap((name) => {
    try {
      const command = readFileSync(`/proc/${name}/cmdline`, 'utf8').replaceAll('\0', ' ').trim()
      const carries = command.includes(marker) || readFileSync(`/proc/${name}/environ`, 'utf8').includes(marker)
      return carries ? [{ pid: Number(name), command }] : []
    } catch {
      // It ended while we looked, or belongs to someone else.
      return []
    }
  })
}

function processesOfPs(marker: string): LeftoverProcess[] {
  const list = execFileSync('ps', ['-axEww', '-o', 'pid=,command='], { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 })
  return list.split('\n').filter((line) => line.includes(marker)).map((line) => ({ pid: Number.parseInt(line, 10), command: line.trim() }))
}
