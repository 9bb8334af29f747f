import type { Comparison } from '../../comparison/comparison.ts'
import { arrowOf } from '../comparisonTitle.ts'
import { describeCause } from '../describeCause.ts'
import { describeMemoryVerdict, describePairs, describeSettling, describeThroughputLoss, describeTimeVerdict } from '../describeComparison.ts'
import { describeOutcome } from '../describeRun.ts'
import { formatDuration } from '../formatDuration.ts'
import { intervalBar, reachOf } from '../intervalBar.ts'
import type { IntervalBar } from '../intervalBar.ts'

/** A comparison in sentences, the verdict on time first. */
export interface ComparisonReport {
  readonly base: string
  readonly verdicts: readonly string[]
  /** Null where there is no interval. */
  readonly bar: IntervalBar | null
  /** `12.4 µs → 14.6 µs · 8 pairs of processes · p 0.0078`; null where nothing was measured. */
  readonly figures: string | null
  /** Lines that made the difference. */
  readonly causes: readonly string[]
  readonly notes: readonly string[]
  readonly look: 'worse' | 'better' | 'neither'
}

export function comparisonReport(comparison: Comparison): ComparisonReport {
  const { outcome, message, base, time, causes, sameAnswers, warnings } = comparison
  const others = [describeMemoryVerdict(comparison), describeThroughputLoss(comparison)].filter((text) => text !== null)
  const isMeasured = outcome === 'completed' && time.pairs > 0
  const arrow = arrowOf(time)
  return {
    base: base.label,
    verdicts: outcome === 'completed' ? [describeTimeVerdict(comparison), ...others] : [`The comparison ${describeOutcome(outcome)}${message === null ? '' : `: ${message}`}`],
    bar: isMeasured ? intervalBar(time, reachOf(time)) : null,
    figures: isMeasured ? [...(time.base === null || time.current === null ? [] : [`${formatDuration(time.base)} → ${formatDuration(time.current)}`]), describePairs(time)].join(' · ') : null,
    causes: causes.map(describeCause),
    notes: [...(sameAnswers === false ? ['The answers differ from those of the base.'] : []), ...(outcome === 'completed' ? describeSettling(comparison) : []), ...warnings],
    look: !isMeasured ? 'neither' : arrow === '▲' ? 'worse' : arrow === '▼' ? 'better' : 'neither',
  }
}
