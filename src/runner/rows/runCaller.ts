import type { RowSource } from '../../protocol/runnerTask.ts'
import type { PreparedTarget } from '../../protocol/workloadHook.ts'
import { callOnce } from '../calls/callOnce.ts'
import { withoutLateErrors } from '../calls/withoutLateErrors.ts'
import type { Capture, CaptureControl } from './captureCalls.ts'
import { rowMaker } from './evaluateRows.ts'
import { drivenCall } from './rowSet.ts'

/** Milliseconds that a promise of the caller's may stay pending. */
const pendingMs = 40

/** Runs the function that makes the target's calls, once with each of its rows, and captures them. */
export async function runCaller(prepared: PreparedTarget, source: Extract<RowSource, { readonly kind: 'captured' }>, capture: CaptureControl): Promise<Capture> {
  const call = drivenCall(prepared, source)
  capture.start(source.copies)
  capture.pause()
  return await withoutLateErrors(async () => {
    for (const text of source.rows) {
      let inputs: readonly unknown[]
      try {
        inputs = rowMaker(text, prepared.scope)()
      } catch {
        continue
      }
      capture.resume()
      await callOnce(call, inputs, pendingMs)
      capture.pause()
    }
    return capture.stop()
  })
}
