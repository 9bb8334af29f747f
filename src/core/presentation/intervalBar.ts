import type { Difference } from '../comparison/difference.ts'

/** An interval against zero and the threshold, as shares of a bar's width from the left; better is left, worse is right. */
export interface IntervalBar {
  readonly low: number
  readonly high: number
  readonly estimate: number
  readonly zero: number
  /** From here on it is a regression. */
  readonly threshold: number
  /** Up to here it is an improvement. */
  readonly gain: number
  /** The interval goes on beyond the bar's end. */
  readonly isCut: boolean
}

type Measured = Pick<Difference, 'relativeDifference' | 'confidenceInterval' | 'threshold'>

/** Bars reach at least as far as this ratio and at most as far as that: one outlier must not make all others dots. */
const leastReach = Math.log(1.3)
const mostReach = Math.log(3)

/** How far bars that are to be compared by eye reach to either side, as a logarithm of a ratio. */
export function sharedReach(differences: readonly Measured[]): number {
  return Math.min(mostReach, Math.max(...differences.map(reachOf), leastReach))
}

/** How far a bar of its own reaches. */
export function reachOf({ confidenceInterval, threshold }: Measured): number {
  const ends = [threshold * 1.3, ...(confidenceInterval === null ? [] : [confidenceInterval.low, confidenceInterval.high])]
  return Math.max(leastReach, ...ends.map((end) => Math.abs(logRatio(end)) * 1.1))
}

/** The bar of a difference; null where it has no interval. Twice as slow and twice as fast are equally far from zero. */
export function intervalBar({ relativeDifference, confidenceInterval, threshold }: Measured, reach: number): IntervalBar | null {
  if (relativeDifference === null || confidenceInterval === null) return null
  const place = (ratio: number): number => Math.min(1, Math.max(0, 0.5 + logRatio(ratio) / (2 * reach)))
  const { low, high } = confidenceInterval
  return {
    low: place(low),
    high: place(high),
    estimate: place(relativeDifference),
    zero: 0.5,
    threshold: 0.5 + Math.min(0.5, Math.log(1 + threshold) / (2 * reach)),
    gain: 0.5 - Math.min(0.5, Math.log(1 + threshold) / (2 * reach)),
    isCut: Math.abs(logRatio(low)) > reach || Math.abs(logRatio(high)) > reach,
  }
}

function logRatio(difference: number): number {
  return Math.log(Math.max(1e-9, 1 + difference))
}
