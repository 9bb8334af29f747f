import { pathToFileURL } from 'node:url'
import { toZeroBased } from '../../core/position.ts'
import type { BundlePlace } from '../../protocol/runnerMessage.ts'

/** Frames of a package may lie between the user's line and what is called. */
const frames = 100

// The user's code may patch it.
const captureStackTrace = Error.captureStackTrace.bind(Error)

/**
 * Makes what finds the innermost frame of the bundle in the stack, whatever the user's code made of `Error.prepareStackTrace` and the limit; null where there is
 * none: what a package does in a turn of its own.
 */
export function findCallerIn(bundlePath: string): () => BundlePlace | null {
  const url = pathToFileURL(bundlePath).href
  return () => {
    const { stackTraceLimit } = Error
    const prepareStackTrace: unknown = Reflect.get(Error, 'prepareStackTrace')
    let place: BundlePlace | null = null
    Error.stackTraceLimit = frames
    Reflect.set(Error, 'prepareStackTrace', (_: unknown, sites: readonly NodeJS.CallSite[]) => {
      const site = sites.find((each) => [url, bundlePath].includes(each.getFileName() ?? ''))
      if (site !== undefined) place = { line: toZeroBased(site.getLineNumber() ?? 1), column: toZeroBased(site.getColumnNumber() ?? 1) }
      return ''
    })
    try {
      const holder: { stack?: string } = {}
      captureStackTrace(holder)
      // V8 asks for it when the stack is read.
      void holder.stack
    } finally {
      Error.stackTraceLimit = stackTraceLimit
      Reflect.set(Error, 'prepareStackTrace', prepareStackTrace)
    }
    return place
  }
}
