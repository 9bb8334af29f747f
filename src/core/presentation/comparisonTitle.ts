import type { Comparison } from '../comparison/comparison.ts'
import type { Difference } from '../comparison/difference.ts'
import { describeOutcome } from './describeRun.ts'
import { formatDifference, formatPercent, formatWithin } from './formatDifference.ts'

/** What of a comparison a title tells. */
type Titled = Pick<Comparison, 'outcome' | 'base' | 'time' | 'memory'>

/**
 * A comparison in one line, for lenses: `▲ 18% [15, 21] vs main`, `▼ 18% [15, 21] vs main`, `= main ±1%`, `? vs main`, with
 * `· memory ▲ 25%` where memory crossed its threshold; how it ended where it did not complete.
 */
export function comparisonTitle({ outcome, base, time, memory }: Titled): string {
  if (outcome !== 'completed') return `comparison ${describeOutcome(outcome)}`
  const crossed = memory.verdict === 'regression' || memory.verdict === 'improvement'
  const bytes = crossed && memory.relativeDifference !== null ? ` · memory ${arrowOf(memory)} ${formatPercent(memory.relativeDifference)}` : ''
  return `${timeTitle(time, base.label)}${bytes}`
}

/** `▲` for more than in the base, `▼` for less, `=` for the same, `?` for what cannot be told. */
export function arrowOf({ verdict }: Pick<Difference, 'verdict'>): '▲' | '▼' | '=' | '?' {
  switch (verdict) {
    case 'regression':
    case 'slower':
      return '▲'
    case 'improvement':
    case 'faster':
      return '▼'
    case 'unchanged':
      return '='
    case 'inconclusive':
      return '?'
    default:
      return verdict satisfies never
  }
}

function timeTitle(time: Difference, label: string): string {
  const arrow = arrowOf(time)
  const { relativeDifference, confidenceInterval } = time
  if (arrow === '?') return `? vs ${label}`
  if (arrow === '=') return `= ${label}${confidenceInterval === null ? '' : ` ${formatWithin(confidenceInterval)}`}`
  return `${arrow}${relativeDifference === null ? '' : ` ${formatDifference(relativeDifference, confidenceInterval)}`} vs ${label}`
}
