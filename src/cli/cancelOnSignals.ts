import { exitCodes } from './exitCodeOf.ts'

/**
 * Aborts when the user or the system asks to end, so that the run stops its processes and gives the lock back. A second
 * Ctrl-C does not wait for that; the guardian then ends what is left.
 */
export function cancelOnSignals(onCancelled: () => void): { readonly signal: AbortSignal; dispose(): void } {
  const controller = new AbortController()
  const cancel = () => {
    if (controller.signal.aborted) process.exit(exitCodes.cancelled)
    controller.abort()
    onCancelled()
  }
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const
  for (const signal of signals) process.on(signal, cancel)
  // The older Node that started this one is gone: see runOnNewerNode.ts.
  process.once('disconnect', cancel)
  return {
    signal: controller.signal,
    dispose() {
      for (const signal of signals) process.off(signal, cancel)
      process.off('disconnect', cancel)
    },
  }
}
