import type { Difference } from '../comparison/difference.ts'
import { arrowOf } from './comparisonTitle.ts'
import { formatDifference } from './formatDifference.ts'

/** `▲ 18% [15, 21]`, from the estimate where an arrow says nothing. */
export function measuredText(difference: Difference): string {
  const { relativeDifference, confidenceInterval } = difference
  return relativeDifference === null ? arrowOf(difference) : `${arrowOf(difference)} ${formatDifference(relativeDifference, confidenceInterval)}`
}
