import { readdirSync, readFileSync } from 'node:fs'
import { setTimeout } from 'node:timers/promises'

/** Processes that carry `text` in their environment or command line and are not zombies, as `pid command`. Linux only. */
export function findProcesses(text: string): string[] {
  const found: string[] = []
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name) || Number(name) === process.pid) continue
    try {
      const command = readFileSync(`/proc/${name}/cmdline`, 'latin1')
      if (/^State:\s+[ZX]/m.test(readFileSync(`/proc/${name}/status`, 'latin1'))) continue
      if (command.includes(text) || readFileSync(`/proc/${name}/environ`, 'latin1').includes(text)) found.push(`${name} ${command.replaceAll('\0', ' ')}`)
    } catch {
      // It ended while we looked.
    }
  }
  return found
}

/** Waits until a condition holds, for conditions that no event announces; the test's own time-out bounds it. */
export async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await setTimeout(20)
}
