import type { Readable } from 'node:stream'

/** A line longer than this is no message of ours. */
const longestLineBytes = 512 * 1024 * 1024

/**
 * Splits a stream into lines of any length. Chunks are joined once per line: appending to a string costs the
 * square of a line of some megabytes.
 */
export function readLines(stream: Readable, onLine: (line: string) => void, onError: (error: Error) => void): void {
  let parts: Buffer[] = []
  let size = 0
  stream.on('data', (chunk: Buffer) => {
    let start = 0
    for (let end = chunk.indexOf(10); end !== -1; end = chunk.indexOf(10, start)) {
      parts.push(chunk.subarray(start, end))
      const line = Buffer.concat(parts).toString('utf8')
      parts = []
      size = 0
      start = end + 1
      if (line !== '') onLine(line)
    }
    if (start === chunk.length) return
    parts.push(chunk.subarray(start))
    size += chunk.length - start
    if (size > longestLineBytes) {
      parts = []
      size = 0
      onError(new Error('Internal error: the runner sent a line without end'))
    }
  })
  stream.on('error', () => {})
}
