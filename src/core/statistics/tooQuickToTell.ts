import type { Timing } from '../comparison/run.ts'

/**
 * Milliseconds: one nanosecond, three or four instructions. What a call takes beyond an empty call is not known any better,
 * since how V8 lays out the code around it differs by as much from process to process.
 */
export const shortestTellableMs = 1e-6

/** Whether a call is as quick as one that does nothing: its time says no more than that. Null is not. */
export function isTooQuickToTell(timing: Pick<Timing, 'medianMs'> | null): boolean {
  return timing !== null && timing.medianMs <= shortestTellableMs
}
