import type { Interval } from './interval.ts'
import { median } from './median.ts'

/** What paired values say about their centre. */
export interface SignedRankEstimate {
  /** Hodges-Lehmann: the median of all pairwise means. */
  readonly centre: number
  /** Two-sided, of the hypothesis that the centre is 0; exact, ties and zeros included. */
  readonly pValue: number
}

/**
 * Estimates the centre of one sample and tests it against 0 by Wilcoxon's exact signed-rank test (Hollander, Wolfe and Chicken,
 * Nonparametric Statistical Methods, sections 3.1 and 3.2). It asks no more of the values than symmetry around their centre, and one
 * outlier does not move it. Zeros are left out, and equal values share their ranks. Null without values.
 */
export function signedRank(values: readonly number[]): SignedRankEstimate | null {
  const centre = median(pairwiseMeans(values))
  return centre === null ? null : { centre, pValue: pValueOf(values) }
}

/**
 * The interval of the centre that inverts the exact test: at least that confident. Null where so few values cannot give it.
 * @param confidence 0 to 1
 */
export function signedRankInterval(values: readonly number[], confidence: number): Interval | null {
  const means = pairwiseMeans(values)
  const excluded = excludedRanks(values.length, (1 - confidence) / 2)
  const low = means[excluded - 1]
  const high = means[means.length - excluded]
  return excluded === 0 || low === undefined || high === undefined ? null : { low, high }
}

/** The largest two-sided p-value of so many values that is not above `alpha`: what a test at `alpha` is really held at. 0 where none is. */
export function attainedLevel(size: number, alpha: number): number {
  const all = 2 ** size
  let below = 0
  let attained = 0
  for (const count of waysToSum(Array.from({ length: size }, (_, index) => index + 1))) {
    below += count
    if ((2 * below) / all > alpha + 1e-12) break
    attained = (2 * below) / all
  }
  return attained
}

/** All (a + b) / 2, each value with itself too, ascending. */
function pairwiseMeans(values: readonly number[]): readonly number[] {
  return values.flatMap((a, index) => values.slice(index).map((b) => (a + b) / 2)).toSorted((a, b) => a - b)
}

/** The largest number c with P(T < c) at most `tail`, T being the signed-rank statistic of `size` values. */
function excludedRanks(size: number, tail: number): number {
  const ways = waysToSum(Array.from({ length: size }, (_, index) => index + 1))
  const all = 2 ** size
  let below = 0
  for (const [sum, count] of ways.entries()) {
    below += count
    // Tails are sums of powers of two; the last bits of a decimal such as 0.025 must not decide.
    if (below / all > tail + 1e-12) return sum
  }
  return 0
}

function pValueOf(values: readonly number[]): number {
  const told = values.filter((value) => value !== 0)
  if (told.length === 0) return 1
  const ranks = doubledRanks(told.map(Math.abs))
  const positive = told.reduce((sum, value, index) => sum + (value > 0 ? ranks[index] ?? 0 : 0), 0)
  const total = ranks.reduce((sum, rank) => sum + rank, 0)
  const extreme = Math.min(positive, total - positive)
  const ways = waysToSum(ranks)
  let tail = 0
  for (let sum = 0; sum <= extreme; sum++) tail += ways[sum] ?? 0
  return Math.min(1, (2 * tail) / 2 ** told.length)
}

/** Twice the rank of each value: equal ones share the mean of theirs, which may end in a half. */
function doubledRanks(values: readonly number[]): readonly number[] {
  const sorted = values.toSorted((a, b) => a - b)
  return values.map((value) => sorted.indexOf(value) + sorted.lastIndexOf(value) + 2)
}

/** How many subsets of the ranks have each sum. */
function waysToSum(ranks: readonly number[]): readonly number[] {
  return ranks.reduce((ways, rank) => Array.from({ length: ways.length + rank }, (_, sum) => (ways[sum] ?? 0) + (ways[sum - rank] ?? 0)), [1])
}
