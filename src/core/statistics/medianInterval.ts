import type { Interval } from './interval.ts'

/**
 * The 95% interval of a median by the exact sign test (Conover, Practical Nonparametric Statistics, section 3.2): the
 * values that many from each end of the order, assuming nothing of their distribution. From nine values on it leaves out
 * the outermost on either side, so that one process which another program disturbed does not decide its width.
 * Null with fewer than six values, which cannot give 95%.
 */
export function medianInterval(values: readonly number[]): Interval | null {
  const sorted = values.toSorted((a, b) => a - b)
  const rank = excludedBelow(values.length)
  const low = sorted[rank - 1]
  const high = sorted[sorted.length - rank]
  return rank === 0 || low === undefined || high === undefined ? null : { low, high }
}

/** The largest rank r, 1-based, such that fewer than r of `size` fair coins show heads with probability 2.5% at most; 0 for none. */
function excludedBelow(size: number): number {
  const all = 2 ** size
  let ways = 1
  let below = 0
  for (let heads = 0; heads < size; heads++) {
    below += ways
    if (below / all > 0.025) return heads
    ways = (ways * (size - heads)) / (heads + 1)
  }
  return 0
}
