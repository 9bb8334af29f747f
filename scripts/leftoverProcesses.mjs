import { execFileSync } from 'node:child_process'
import { readFileSync, readdirSync } from 'node:fs'

/** @typedef {{ pid: number, command: string }} LeftoverProcess A process that should have ended. */

/**
 * The processes, but this one, that have `marker` in their command line or environment.
 * @param {string} marker a text that nothing else on the machine carries, such as a temporary folder's path
 * @returns {readonly LeftoverProcess[]}
 */
export function leftoverProcesses(marker) {
  if (process.platform === 'win32') throw new Error('Not known on Windows: which processes carry a marker.')
  return (process.platform === 'linux' ? processesOfLinux(marker) : processesOfPs(marker))
    .filter((found) => found.pid !== process.pid)
}

/** @param {string} marker */
function processesOfLinux(marker) {
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

/** @param {string} marker */
function processesOfPs(marker) {
  const list = execFileSync('ps', ['-axEww', '-o', 'pid=,command='], { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 })
  return list.split('\n').filter((line) => line.includes(marker)).map((line) => ({ pid: Number.parseInt(line, 10), command: line.trim() }))
}
