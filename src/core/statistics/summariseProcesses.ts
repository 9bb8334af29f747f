import type { Timing } from '../comparison/run.ts'
import { median } from './median.ts'
import { medianInterval } from './medianInterval.ts'
import { shortestTellableMs } from './tooQuickToTell.ts'

/** What one process measured. */
export interface ProcessTiming {
  /** Milliseconds per call. */
  readonly medianMs: number
  /** Calls measured. */
  readonly iterations: number
}

/**
 * How long a call takes, from fresh processes: they differ from one another by more than the calls within one do, so the
 * interval is over processes only. Null without processes.
 */
export function summariseProcesses(processes: readonly ProcessTiming[]): Timing | null {
  const processMediansMs = processes.map(({ medianMs }) => medianMs)
  const medianMs = median(processMediansMs)
  if (medianMs === null) return null
  const interval = medianInterval(processMediansMs)
  const isTooQuick = medianMs <= shortestTellableMs
  return {
    medianMs: isTooQuick ? shortestTellableMs : medianMs,
    // Somewhere from nothing to there.
    confidenceIntervalMs: interval && isTooQuick ? { low: 0, high: Math.max(interval.high, shortestTellableMs) } : interval,
    iterations: processes.reduce((sum, { iterations }) => sum + iterations, 0),
    processes: processes.length,
    processMediansMs,
  }
}
