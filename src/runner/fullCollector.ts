import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

let full: (() => void) | null = null

/** V8's full collection, which a context has that is made after the flag was set. */
export function fullCollector(): () => void {
  if (full === null) {
    setFlagsFromString('--expose-gc')
    full = runInNewContext('gc') as () => void
  }
  return full
}
