import { readSync } from 'node:fs'
import { parsePairCommand } from '../protocol/pairCommand.ts'
import type { PairCommand } from '../protocol/pairCommand.ts'
import { runnerDescriptor } from '../protocol/runnerDescriptor.ts'

// The user's code may patch what it shares with us: keep what we need as it was.
const read = readSync
const wait = Atomics.wait
const buffer = Buffer.alloc(4096)
let pending = ''

/** Waits for the parent's next command, and does nothing else meanwhile: no timer of the user's runs. Null when the parent is gone. */
export function nextCommand(): PairCommand | null {
  for (;;) {
    const end = pending.indexOf('\n')
    if (end >= 0) {
      const line = pending.slice(0, end)
      pending = pending.slice(end + 1)
      return parsePairCommand(line)
    }
    const count = readSome()
    if (count === 0) return null
    pending += buffer.toString('utf8', 0, count)
  }
}

function readSome(): number {
  for (;;) {
    try {
      return read(runnerDescriptor, buffer, 0, buffer.length, null)
    } catch (error) {
      if (!(error instanceof Error && 'code' in error)) throw error
      if (error.code === 'EOF' || error.code === 'ECONNRESET') return 0
      if (error.code !== 'EAGAIN') throw error
      wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1)
    }
  }
}
