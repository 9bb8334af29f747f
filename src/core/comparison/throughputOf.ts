import type { Difference } from './difference.ts'

/** From which time on so much throughput is lost: a loss of 10% is a time of +11.1%. */
export function timeThresholdOf(throughputLoss: number): number {
  return 1 / (1 - throughputLoss) - 1
}

/**
 * A difference of time as one of calls per second, with the same verdict.
 * @param time decided by `timeThresholdOf(threshold)`
 * @param threshold the loss of throughput that is a regression
 */
export function throughputOf(time: Difference, threshold: number): Difference {
  const { relativeDifference, confidenceInterval, minimumDetectableEffect, base, current } = time
  return {
    ...time,
    threshold,
    relativeDifference: relativeDifference === null ? null : inverse(relativeDifference),
    confidenceInterval: confidenceInterval && { low: inverse(confidenceInterval.high), high: inverse(confidenceInterval.low) },
    minimumDetectableEffect: minimumDetectableEffect === null ? null : -inverse(minimumDetectableEffect),
    base: perSecond(base),
    current: perSecond(current),
  }
}

function inverse(ratio: number): number {
  return 1 / (1 + ratio) - 1
}

function perSecond(ms: number | null): number | null {
  return ms === null || ms <= 0 ? null : 1000 / ms
}
