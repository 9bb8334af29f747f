import { readFileSync, writeFileSync } from 'node:fs'
import { totalmem } from 'node:os'

const MiB = 1024 * 1024

/** How far a child may grow. */
export interface MemoryLimits {
  /** V8's old space, in MiB, as `--max-old-space-size` takes it. */
  readonly heapMiB: number
  /** Resident set of the child's main process. */
  readonly residentBytes: number
}

/**
 * Node's own heap limit on a 64-bit machine is 2 to 4 GiB, whatever is free; a leak would then push a small machine
 * into swap before it ends. Half of what is free, between 512 MiB and 4 GiB, is enough for real work and ends a leak
 * in seconds. Buffers lie outside V8's heap: three quarters of the memory bound those.
 * @param availableBytes what the machine or container has left
 * @param totalBytes what it has
 */
export function chooseMemoryLimits(availableBytes: number = process.availableMemory(), totalBytes: number = process.constrainedMemory() || totalmem()): MemoryLimits {
  // Outside a container `constrainedMemory` is a number beyond any machine.
  const total = Math.min(totalBytes, totalmem())
  return {
    heapMiB: Math.round(Math.min(4096, Math.max(512, availableBytes / 2 / MiB))),
    residentBytes: Math.max(1024 * MiB, Math.round(total * 0.75)),
  }
}

/** The flag for the heap limit, unless the user's NODE_OPTIONS sets one: then that is what their code runs with. */
export function heapFlags(limits: MemoryLimits, nodeOptions: string | undefined): readonly string[] {
  return /--max[-_](?:old[-_]space|heap)[-_]size/.test(nodeOptions ?? '') ? [] : [`--max-old-space-size=${limits.heapMiB}`]
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
