/** Bytes per call by which two counts differ of themselves: less than the smallest object is the harness's own rounding. */
const fewBytes = 16

/** ln(current / base) of bytes per call. What allocates next to nothing has no ratio: a few bytes more are not several times as much. */
export function bytesLogRatio(base: number, current: number): number {
  return Math.abs(current - base) < fewBytes ? 0 : Math.log(Math.max(current, fewBytes) / Math.max(base, fewBytes))
}
