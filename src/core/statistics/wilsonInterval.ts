import type { Interval } from './interval.ts'

/** Two-sided 95% quantile of the normal distribution. */
const z = 1.959963984540054

/**
 * Wilson's 95% score interval of a share (E. B. Wilson, JASA 22, 1927). It stays within 0 and 1 and is sound for few
 * samples and for shares near the ends.
 * @param count how many of `total` have it; may be fractional
 */
export function wilsonInterval(count: number, total: number): Interval {
  if (total <= 0) return { low: 0, high: 1 }
  const share = Math.min(1, Math.max(0, count / total))
  const square = (z * z) / total
  const centre = (share + square / 2) / (1 + square)
  const half = (z * Math.sqrt((share * (1 - share)) / total + square / (4 * total))) / (1 + square)
  // The ends are exact; rounding must not leave 0 or 1 outside.
  return { low: share === 0 ? 0 : Math.max(0, centre - half), high: share === 1 ? 1 : Math.min(1, centre + half) }
}
