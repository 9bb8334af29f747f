import { attainedLevel, signedRank, signedRankInterval } from '../statistics/signedRank.ts'
import { tQuantile } from '../statistics/tQuantile.ts'
import type { Interval } from '../statistics/interval.ts'
import type { Difference } from './difference.ts'
import type { Verdict } from './verdict.ts'

/** Below that nothing is called slower or faster, however sure it is: a ratio's logarithm. */
const floor = Math.log(1.01)

/** The 90% interval of what is unchanged lies within that. */
const sameness = Math.log(1.03)

/** An interval whose half is wider than this gets the extension: 2 points. */
const wideHalf = 0.02

/** What of two looks at growing data is tested at, so that both together are wrong in one of twenty (Pocock, Biometrika 64, 1977). */
export const lookAlpha = 0.029

/** Of comparisons with a difference as large as the minimum detectable effect, the share that does not find it. */
const missedShare = 0.2

/** Few values tell a spread that is rather too small than too large, and ranks tell a little less than values. */
const spreadFactor = 1.1

/** What a verdict is made with. */
export interface VerdictRule {
  /** A ratio: 0.15 is 15%. */
  readonly threshold: number
  /** The largest p-value that counts as sure. */
  readonly alpha: number
}

/** @param logRatios ln(current / base) of each pair of fresh processes */
export function decideDifference(logRatios: readonly number[], { threshold, alpha }: VerdictRule): Omit<Difference, 'base' | 'current'> {
  const estimate = signedRank(logRatios)
  const interval = signedRankInterval(logRatios, 0.95)
  return {
    verdict: estimate === null ? 'inconclusive' : verdictOf(logRatios, estimate.centre, estimate.pValue, interval, { threshold, alpha }),
    relativeDifference: estimate && Math.expm1(estimate.centre),
    confidenceInterval: interval && { low: Math.expm1(interval.low), high: Math.expm1(interval.high) },
    pValue: estimate && estimate.pValue,
    minimumDetectableEffect: interval && detectable(interval, logRatios.length, alpha),
    pairs: logRatios.length,
    threshold,
  }
}

/** A difference's verdict with another p-value: Holm's, where several functions were compared. */
export function redecide(difference: Difference, pValue: number, alpha: number): Difference {
  const isSure = pValue <= alpha
  const claims = difference.verdict !== 'unchanged' && difference.verdict !== 'inconclusive'
  return { ...difference, pValue, verdict: claims && !isSure ? 'inconclusive' : difference.verdict }
}

function verdictOf(logRatios: readonly number[], centre: number, pValue: number, interval: Interval | null, { threshold, alpha }: VerdictRule): Verdict {
  const isSure = pValue <= alpha && interval !== null
  const limit = Math.log1p(threshold)
  if (isSure && interval.low > 0 && centre >= limit) return 'regression'
  if (isSure && interval.high < 0 && centre <= -limit) return 'improvement'
  if (isSure && interval.low > 0 && centre >= floor) return 'slower'
  if (isSure && interval.high < 0 && centre <= -floor) return 'faster'
  const narrow = signedRankInterval(logRatios, 0.9)
  return narrow !== null && narrow.low >= -sameness && narrow.high <= sameness ? 'unchanged' : 'inconclusive'
}

/**
 * Whether more pairs could say more: nothing is sure, a small difference seems to be there, it is not known well, or the threshold lies
 * within the interval. What lies beyond the threshold as a whole is known well enough.
 */
export function needsMorePairs({ verdict, relativeDifference, confidenceInterval, threshold }: Pick<Difference, 'verdict' | 'relativeDifference' | 'confidenceInterval' | 'threshold'>): boolean {
  if (verdict === 'inconclusive' || confidenceInterval === null) return true
  if (verdict === 'unchanged' && Math.abs(Math.log1p(relativeDifference ?? 0)) >= floor) return true
  const { low, high } = confidenceInterval
  const mirrored = 1 / (1 + threshold) - 1
  if (low >= threshold || high <= mirrored) return false
  return high - low > 2 * wideHalf || high > threshold || low < mirrored
}

/** From the interval's width, by Student's t at the levels that the exact test and interval of so few values really have. Null where no test of so few can find anything. */
function detectable({ low, high }: Interval, pairs: number, alpha: number): number | null {
  const level = attainedLevel(pairs, alpha)
  if (level === 0) return null
  const degrees = pairs - 1
  const standardError = (high - low) / 2 / tQuantile(attainedLevel(pairs, 0.05) / 2, degrees)
  return Math.expm1(spreadFactor * (tQuantile(level / 2, degrees) + tQuantile(missedShare, degrees)) * standardError)
}
