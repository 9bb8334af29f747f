import type { Comparison } from '../comparison/comparison.ts'
import type { Difference } from '../comparison/difference.ts'
import { regressionsOf, severityOf } from '../comparison/regressions.ts'
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
      return confidenceInterval === null ? `${arrow} the same code as ${label}: there is nothing to measure` : `${arrow} as fast as ${label}: the difference is within ${formatWithin(confidenceInterval)}`
    case 'inconclusive':
      return `${arrow} cannot be told from ${label}${confidenceInterval === null ? '' : `: somewhere between ${inWords(confidenceInterval.low)} and ${inWords(confidenceInterval.high)}`}`
    default:
      return verdict satisfies never
  }
}

/** What it found of allocated bytes per call, likewise; null where nothing was measured. */
export function describeMemoryVerdict({ memory, base: { label } }: Pick<Comparison, 'memory' | 'base'>): string | null {
  const { verdict, relativeDifference, threshold } = memory
  if (relativeDifference === null) return null
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

/** Where throughput fails a check that time alone passes: its loss. Null where time says it already. */
export function describeThroughputLoss(comparison: Pick<Comparison, 'time' | 'throughput' | 'memory'>): string | null {
  const regressions = regressionsOf(comparison)
  const { relativeDifference } = comparison.throughput
  if (!regressions.includes('throughput') || regressions.includes('time') || relativeDifference === null) return null
  return `▼ ${formatPercent(relativeDifference)} fewer calls per second: ${regressionText(comparison.throughput)}`
}

/** What would settle an inconclusive comparison, a sentence each; none where it is settled. */
export function describeSettling({ time, message }: Pick<Comparison, 'time' | 'message'>): readonly string[] {
  const { verdict, minimumDetectableEffect, pairs, threshold } = time
  // The message says itself why nothing could be measured.
  if (verdict !== 'inconclusive' || pairs === 0) return message === null ? [] : [message]
  const said = message === null ? [] : [message]
  if (minimumDetectableEffect === null) return [...said, 'Close what keeps the processor busy and compare again.']
  const found = `With ${countOf(pairs, 'pair')} and this much noise, a true difference of ${formatPercent(minimumDetectableEffect)} or more is found in four of five comparisons.`
  const advice = minimumDetectableEffect > threshold
    ? `That is more than the threshold of ${formatPercent(threshold)}: close what keeps the processor busy and compare again, or give it a call that does more.`
    : 'To find smaller ones, close what keeps the processor busy and compare again.'
  return [...said, found, advice]
}

/** That the answers differ, or cannot be compared; null where they are the same. A warning says why they cannot be. */
export function describeAnswers({ sameAnswers, base: { label } }: Pick<Comparison, 'sameAnswers' | 'base'>): string | null {
  return sameAnswers === false ? `The answers differ from those of ${label} on the same inputs: what it does has changed, not only how long it takes.` : null
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
