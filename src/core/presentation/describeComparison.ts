import type { Comparison } from '../comparison/comparison.ts'
import type { Difference } from '../comparison/difference.ts'
import { regressionsOf, severityOf } from '../comparison/regressions.ts'
import { weightiestDifference } from '../comparison/weightiestDifference.ts'
import { arrowOf } from './comparisonTitle.ts'
import { countOf } from './describeRun.ts'
import { formatDifference, formatPercent, formatSigned, formatWithin } from './formatDifference.ts'

/** What a comparison found of time, in words, without a full stop: `▲ 18% [15, 21] slower than main: a regression of low severity, beyond the threshold of 15%`. */
export function describeTimeVerdict({ time, base: { label } }: Pick<Comparison, 'time' | 'base'>): string {
  const { verdict, relativeDifference, confidenceInterval, threshold } = time
  const figure = relativeDifference === null ? '' : ` ${formatDifference(relativeDifference, confidenceInterval)}`
  const arrow = arrowOf(time)
  switch (verdict) {
    case 'regression':
      return `${arrow}${figure} slower than ${label}: ${regressionText(time)}`
    case 'slower':
      return `${arrow}${figure} slower than ${label}, within the threshold of ${formatPercent(threshold)}`
    case 'improvement':
      return `${arrow}${figure} less time than ${label}: an improvement, beyond the threshold of ${formatPercent(threshold)}`
    case 'faster':
      return `${arrow}${figure} less time than ${label}, within the threshold of ${formatPercent(threshold)}`
    case 'unchanged':
      return time.pairs === 0 || confidenceInterval === null ? `${arrow} the same code as ${label}: there is nothing to measure` : `${arrow} as fast as ${label}: the difference is within ${formatWithin(confidenceInterval)}`
    case 'inconclusive':
      return `${arrow} cannot be told from ${label}${confidenceInterval === null ? '' : `: somewhere between ${inWords(confidenceInterval.low)} and ${inWords(confidenceInterval.high)}`}`
    default:
      return verdict satisfies never
  }
}

/** What it found of allocated bytes per call, likewise; null where nothing was measured. */
export function describeMemoryVerdict({ memory, base: { label } }: Pick<Comparison, 'memory' | 'base'>): string | null {
  const { verdict, relativeDifference, threshold, pairs } = memory
  if (relativeDifference === null || pairs === 0) return null
  const figure = `${arrowOf(memory)} ${formatPercent(relativeDifference)}`
  switch (verdict) {
    case 'regression':
      return `${figure} more memory allocated than ${label}: ${regressionText(memory)}`
    case 'slower':
      return `${figure} more memory allocated than ${label}, within the threshold of ${formatPercent(threshold)}`
    case 'improvement':
      return `${figure} less memory allocated than ${label}: an improvement, beyond the threshold of ${formatPercent(threshold)}`
    case 'faster':
      return `${figure} less memory allocated than ${label}, within the threshold of ${formatPercent(threshold)}`
    case 'unchanged':
      return `= as much memory allocated as ${label}`
    case 'inconclusive':
      return `? how much memory it allocates varies too much to be told from ${label}`
    default:
      return verdict satisfies never
  }
}

/** What a comparison found of its function, in a sentence; of memory where that weighs more. */
export function describeVerdict(comparison: Comparison): string {
  const { figure } = weightiestDifference(comparison)
  return `\`${comparison.function.name}\`: ${(figure === 'memory' ? describeMemoryVerdict(comparison) : null) ?? describeTimeVerdict(comparison)}.`
}

/** Where throughput fails a check that time alone passes: its loss. Null where time says it already. */
export function describeThroughputLoss(comparison: Pick<Comparison, 'time' | 'throughput' | 'memory'>): string | null {
  const regressions = regressionsOf(comparison)
  const { relativeDifference } = comparison.throughput
  if (!regressions.includes('throughput') || regressions.includes('time') || relativeDifference === null) return null
  return `▼ ${formatPercent(relativeDifference)} fewer calls per second: ${regressionText(comparison.throughput)}`
}

/** Why nothing could be told, or what would settle it beside what the warnings say: sentences; none where it is settled. */
export function describeSettling({ time, message }: Pick<Comparison, 'time' | 'message'>): readonly string[] {
  const { verdict, minimumDetectableEffect, pairs, threshold } = time
  if (verdict !== 'inconclusive') return []
  if (pairs === 0 || minimumDetectableEffect === null) return message === null ? [] : message.split('\n')
  if (minimumDetectableEffect <= threshold) return [`A change at the threshold of ${formatPercent(threshold)} would most likely have been found. To find smaller ones, close what keeps the processor busy and compare again.`]
  return [`With this much noise even a change at the threshold of ${formatPercent(threshold)} can be missed. Close what keeps the processor busy and compare again, or give it a call that does more.`]
}

/** What a comparison rests on: `8 pairs of processes · p 0.0078`. */
export function describePairs({ pairs, pValue }: Pick<Difference, 'pairs' | 'pValue'>): string {
  const counted = `${countOf(pairs, 'pair')} of processes`
  return pValue === null ? counted : `${counted} · p ${pValue < 0.0001 ? '<0.0001' : Number(pValue.toPrecision(2))}`
}

function inWords(ratio: number): string {
  if (formatSigned(ratio) === '0%') return 'no difference'
  return `${formatPercent(ratio)} ${ratio < 0 ? 'faster' : 'slower'}`
}

function regressionText(difference: Difference): string {
  return `a regression of ${severityOf(difference) ?? 'low'} severity, beyond the threshold of ${formatPercent(difference.threshold)}`
}
