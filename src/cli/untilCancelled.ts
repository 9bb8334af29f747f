import { cancelOnSignals } from './cancelOnSignals.ts'
import { exitCodes } from './exitCodeOf.ts'
import { progressOn } from './progress.ts'
import type { Progress } from './progress.ts'
import { writeOut } from './writeOut.ts'

/** Does a command's work with progress on standard error, until it is done or the user asks to end; returns the exit code. */
export async function untilCancelled(work: (progress: Progress, signal: AbortSignal) => Promise<number>): Promise<number> {
  const progress = progressOn(process.stderr, process.env)
  const cancellation = cancelOnSignals(() => progress.note('Cancelling …'))
  try {
    return await work(progress, cancellation.signal)
  } catch (error) {
    // Cancelled before there was anything to tell of: while inputs were looked for.
    if (!cancellation.signal.aborted) throw error
    progress.end()
    await writeOut(process.stderr, 'heatline: cancelled\n')
    return exitCodes.cancelled
  } finally {
    progress.end()
    cancellation.dispose()
  }
}
