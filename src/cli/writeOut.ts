/** Writes all of a text and waits until it is taken. A reader that has gone away, as `head` does, is no error. */
export function writeOut(stream: NodeJS.WritableStream, text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    stream.write(text, (error) => {
      if (error && !isGone(error)) reject(error)
      else resolve()
    })
  })
}

/** Keeps a stream whose reader has gone from ending the program. */
export function outliveReader(stream: NodeJS.WritableStream): void {
  stream.on('error', (error: Error) => {
    if (!isGone(error)) throw error
  })
}

function isGone(error: Error): boolean {
  return 'code' in error && (error.code === 'EPIPE' || error.code === 'ERR_STREAM_DESTROYED')
}
