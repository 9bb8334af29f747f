import { median } from './median.ts'

/**
 * How the values of two series compare that were measured in turn, a1 b1 a2 b2 …: the median, over all values but the first and the
 * last, of the logarithm of a value's ratio to the mean of its two neighbours, which belong to the other series. What changes
 * evenly from one to the next, and what the first of both met, cancels.
 * @param first the series that was measured first
 * @returns the logarithm of the second's ratio to the first; null where no values above 0 tell
 */
export function alternatingLogRatio(first: readonly number[], second: readonly number[]): number | null {
  const logs = first.flatMap((value, index) => {
    const other = second[index]
    return other === undefined ? [] : [Math.log(value), Math.log(other)]
  })
  const ratios = logs.length === 2 ? [(logs[1] ?? 0) - (logs[0] ?? 0)] : logs.slice(1, -1).map((log, index) => {
    const beside = ((logs[index] ?? 0) + (logs[index + 2] ?? 0)) / 2
    return index % 2 === 0 ? log - beside : beside - log
  })
  return median(ratios.filter((ratio) => Number.isFinite(ratio)))
}
