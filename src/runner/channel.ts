import { writeSync } from 'node:fs'
import { runnerDescriptor } from '../protocol/runnerDescriptor.ts'
import type { RunnerMessage } from '../protocol/runnerMessage.ts'

// The user's code may patch what it shares with us: keep what we need as it was.
const write = writeSync
const stringify = JSON.stringify
const encoder = new TextEncoder()
const wait = Atomics.wait
const exit = process.exit.bind(process)
// Node's own way out, below `process.exit`: without `exit` listeners.
const exitAtOnce = (Reflect.get(process, 'reallyExit') as (code: number) => never).bind(process)

/**
 * Tells the parent. Written synchronously, so that a message is out before `process.exit` or a crash; a full pipe is
 * waited for. Without a parent there is nobody to measure for, and the process ends.
 */
export function send(message: RunnerMessage): void {
  const bytes = encoder.encode(`${stringify(message)}\n`)
  for (let offset = 0; offset < bytes.length;) {
    try {
      offset += write(runnerDescriptor, bytes, offset)
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EAGAIN')) exitAtOnce(1)
      wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1)
    }
  }
}

/** Ends the process, whatever handles and timers the user's code left. Its `exit` listeners run: they may clean up. */
export function endProcess(): never {
  return exit(0)
}

/** Ends the process before another line of the user's code runs. */
export function endProcessAtOnce(): never {
  return exitAtOnce(0)
}
