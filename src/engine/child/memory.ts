import { readFileSync, writeFileSync } from 'node:fs'
import { totalmem } from 'node:os'

const MiB = 1024 * 1024

/** How far a child may grow. */
export interface MemoryLimits {
  /** Node's flags that bound V8's heap. */
  readonly flags: readonly string[]
  /** Resident set of the child's main process. */
  readonly residentBytes: number
}

/**
 * Node bounds its heap by what the machine has (a quarter, at most 4 GiB), whatever is free of it: a leak in a full machine
 * goes to swap first. So the heap gets half of what is free where that is less; else no flag, since another heap limit is
 * another young generation and another speed. Buffers lie outside V8's heap: three quarters of the memory bound those.
 * @param nodeOptions the user's; a limit of their own is what their code runs with
 * @param availableBytes what the machine or container has left
 * @param totalBytes what it has
 */
export function chooseMemoryLimits(nodeOptions: string | undefined, availableBytes: number = process.availableMemory(), totalBytes: number = machineBytes()): MemoryLimits {
  const natural = Math.min(4096, totalBytes / 4 / MiB)
  const affordable = Math.max(512, Math.floor(availableBytes / 2 / MiB))
  const isChosen = /--max[-_](?:old[-_]space|heap)[-_]size/.test(nodeOptions ?? '')
  return {
    flags: affordable < natural && !isChosen ? [`--max-old-space-size=${affordable}`] : [],
    residentBytes: Math.max(1024 * MiB, Math.round(totalBytes * 0.75)),
  }
}

/** What the container or the machine has; outside a container `constrainedMemory` is 0 or more than any machine has. */
function machineBytes(): number {
  return Math.min(process.constrainedMemory() || Infinity, totalmem())
}

/** Should the machine run out of memory, Linux takes the child first and not the editor; raising the score needs no rights. */
export function preferAsVictim(pid: number): void {
  if (process.platform !== 'linux') return
  try {
    writeFileSync(`/proc/${pid}/oom_score_adj`, '1000')
  } catch {
    // It has ended, or /proc is not writable here: the limits still hold.
  }
}

/** Resident set size, or null where it cannot be had cheaply (not Linux) or the process is gone. */
export function readResidentBytes(pid: number): number | null {
  if (process.platform !== 'linux') return null
  try {
    // VmRSS in kB, which unlike statm does not depend on the page size.
    const match = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'latin1'))
    return match ? Number(match[1]) * 1024 : null
  } catch {
    return null
  }
}
