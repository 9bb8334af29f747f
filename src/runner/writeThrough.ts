/**
 * Has what the user's code prints leave the process at once. The call loop does not return to the event loop between
 * batches, so that output which waits for it would pile up in memory, and be lost at the end.
 */
export function writeThrough(): void {
  for (const stream of [process.stdout, process.stderr]) {
    // Node's own handle below a pipe; a file, which is written through already, has none that can be told.
    const handle: unknown = Reflect.get(stream, '_handle')
    if (typeof handle === 'object' && handle !== null && 'setBlocking' in handle && typeof handle.setBlocking === 'function') handle.setBlocking(true)
  }
}
