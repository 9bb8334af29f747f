import type { Readable } from 'node:stream'
import { StringDecoder } from 'node:string_decoder'

/** How much of the end of stderr is kept to tell why a process died; V8's last words with a native stack are about 4 KB. */
const tailBytes = 16_384

/** What the user's code prints, cut off after a limit that its streams share. */
export interface CappedOutput {
  /**
   * Passes on what the stream says, then reads on and drops: a full pipe would stop the writer.
   * @param call how `onOutput` is called, for who must catch what it throws
   */
  capture(stream: Readable, keepTail: boolean, call: (callback: () => void) => void): void
  /** Bytes that were read and not passed on. */
  droppedBytes(): number
  /** The end of the streams whose tail is kept. */
  tail(): string
}

/** @param limitBytes of all streams together */
export function makeCappedOutput(limitBytes: number, onOutput: (text: string) => void): CappedOutput {
  let left = limitBytes
  let dropped = 0
  let tail = Buffer.alloc(0)
  return {
    capture(stream, keepTail, call) {
      const decoder = new StringDecoder('utf8')
      const pass = (text: string): void => {
        if (text !== '') call(() => onOutput(text))
      }
      stream.on('data', (chunk: Buffer) => {
        if (keepTail) tail = Buffer.concat([tail, chunk]).subarray(-tailBytes)
        const kept = Math.min(left, chunk.length)
        left -= kept
        dropped += chunk.length - kept
        if (kept > 0) pass(decoder.write(chunk.subarray(0, kept)))
      })
      stream.on('end', () => pass(decoder.end()))
      // A broken pipe is the child's end, which `exit` tells.
      stream.on('error', () => {})
    },
    droppedBytes: () => dropped,
    tail: () => tail.toString('utf8'),
  }
}
