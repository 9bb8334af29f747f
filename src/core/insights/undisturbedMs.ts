import type { MeasuredRun } from './findInsights.ts'

/** Milliseconds of a call in the process that took least: what else the machine does only adds to it. Null where nothing was timed. */
export function undisturbedMs({ timing }: Pick<MeasuredRun, 'timing'>): number | null {
  return timing === null ? null : Math.min(timing.medianMs, ...timing.processMediansMs)
}
