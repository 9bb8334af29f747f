import type { Timing } from '../comparison/run.ts'
import { median } from './median.ts'
import { medianInterval } from './medianInterval.ts'

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
  return {
    medianMs,
    confidenceIntervalMs: medianInterval(processMediansMs),
    iterations: processes.reduce((sum, { iterations }) => sum + iterations, 0),
    processes: processes.length,
    processMediansMs,
  }
}
