import type { WorkloadCalls } from '../calls/workloadCalls.ts'
import { now } from '../clock.ts'

/** Milliseconds of calls between two looks at the clock. */
const batchMs = 0.5

/** What is known when warm-up ends. */
export interface WarmUp {
  /** Calls that take about half a millisecond together, at least one. */
  readonly batchSize: number
  /** What the last call took, or the mean of the last batch. */
  readonly callMs: number
}

/**
 * Calls until `warmUpMs` have passed since the first call began, which counts, and finds out how many calls make a
 * batch: reading the clock costs as much as several calls of a small function.
 */
export async function warmUp(calls: WorkloadCalls, warmUpMs: number): Promise<WarmUp> {
  const end = calls.startedAt + warmUpMs
  let batchSize = 1
  let callMs = calls.firstCallMs
  while (now() < end) {
    const elapsed = calls.batch(batchSize)
    callMs = (typeof elapsed === 'number' ? elapsed : await elapsed) / batchSize
    // At most doubled at once: the first calls of a function are its slowest, or its fastest.
    const wanted = callMs > 0 ? Math.round(batchMs / callMs) : Infinity
    batchSize = Math.max(1, Math.min(wanted, batchSize * 2, calls.largestBatch))
  }
  return { batchSize, callMs }
}
