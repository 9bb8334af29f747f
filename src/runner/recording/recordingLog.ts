import { openSync, writeSync } from 'node:fs'
import path from 'node:path'
import { serialize } from 'node:v8'
import type { RecordingEntry } from '../../protocol/recordingLog.ts'

// The tests may replace what they share with us: keep what is needed as it was.
const write = writeSync
const open = openSync
const alloc = Buffer.allocUnsafe
// Apart from other threads of the process, too.
const time = process.hrtime.bigint

/**
 * Opens the log of this process or thread, made when the first entry is written. Every entry is out before the function returns:
 * tests are killed, time out and call `process.exit`.
 */
export function openLog(folder: string): (entry: RecordingEntry) => void {
  let descriptor: number | null = null
  return (entry) => {
    descriptor ??= open(path.join(folder, `${process.pid}-${time()}.log`), 'a')
    const bytes = serialize(entry)
    // In one go: another process's entries go to another file, but a kill may come between two writes.
    const framed = alloc(4 + bytes.length)
    framed.writeUInt32LE(bytes.length)
    framed.set(bytes, 4)
    write(descriptor, framed)
  }
}
