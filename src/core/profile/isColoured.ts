import type { Attribution, ShareEstimate } from './attribution.ts'

const leastSamples = 10
const widestHalfWidth = 0.05

/** Whether a share is known well enough to be drawn as heat: 10 samples, and an interval within 5 points either way. */
export function isColoured(estimate: ShareEstimate): boolean {
  return estimate.samples >= leastSamples && (estimate.interval.high - estimate.interval.low) / 2 <= widestHalfWidth
}

/** Whether a run has so few samples that no line of it can be told from another. */
export function hasTooFewSamples(attribution: Pick<Attribution, 'stackSamples'>): boolean {
  return attribution.stackSamples < leastSamples
}
