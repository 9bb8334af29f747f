import type { Interval } from './interval.ts'
import { median } from './median.ts'

/** A centre and how well it is known. */
export interface CentreEstimate {
  readonly centre: number
  /** 95% at least; null with fewer than six values, which cannot give that. */
  readonly interval: Interval | null
}

/**
 * Hodges-Lehmann centre of one sample: the median of all pairwise means, with the interval that inverts Wilcoxon's exact
 * signed-rank test (Hollander, Wolfe and Chicken, Nonparametric Statistical Methods, section 3.3). It asks no more of the
 * values than symmetry around their centre, and one outlier does not move it. Null without values.
 */
export function hodgesLehmann(values: readonly number[]): CentreEstimate | null {
  const means = pairwiseMeans(values)
  const centre = median(means)
  if (centre === null) return null
  const excluded = excludedRanks(values.length)
  const low = means[excluded - 1]
  const high = means[means.length - excluded]
  return { centre, interval: excluded === 0 || low === undefined || high === undefined ? null : { low, high } }
}

/** All (a + b) / 2, each value with itself too, ascending. */
function pairwiseMeans(values: readonly number[]): readonly number[] {
  return values.flatMap((a, index) => values.slice(index).map((b) => (a + b) / 2)).toSorted((a, b) => a - b)
}

/** The largest number c with P(T < c) at most 2.5%, T being the signed-rank statistic of `size` values. */
function excludedRanks(size: number): number {
  const ways = waysToRankSum(size)
  const all = 2 ** size
  let below = 0
  for (let c = 0; c < ways.length; c++) {
    below += ways[c] ?? 0
    if (below / all > 0.025) return c
  }
  return 0
}

/** How many subsets of the ranks 1 to `size` have each sum. */
function waysToRankSum(size: number): readonly number[] {
  let ways = [1]
  for (let rank = 1; rank <= size; rank++) {
    const next = Array.from({ length: ways.length + rank }, (_, sum) => (ways[sum] ?? 0) + (ways[sum - rank] ?? 0))
    ways = next
  }
  return ways
}
