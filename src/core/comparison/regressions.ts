import type { Comparison } from './comparison.ts'
import type { Difference } from './difference.ts'

/** What a comparison has a verdict of. Throughput rests on the interval of time, with a threshold of its own. */
export type Measure = 'time' | 'throughput' | 'memory'

const measures = ['time', 'throughput', 'memory'] as const

/** How far beyond its threshold a regression is: from 1, 1.5, 2 and 3 times the threshold on. */
export type Severity = 'low' | 'medium' | 'high' | 'critical'

const severities: readonly { readonly name: Severity; readonly from: number }[] = [
  { name: 'critical', from: 3 },
  { name: 'high', from: 2 },
  { name: 'medium', from: 1.5 },
  { name: 'low', from: 1 },
]

/** Dividing two differences must not take a whole multiple for a little less. */
const rounding = 1e-9

/** The measures that fail a check, the first of which leads. */
export function regressionsOf(comparison: Pick<Comparison, Measure>): readonly Measure[] {
  return measures.filter((measure) => comparison[measure].verdict === 'regression')
}

/** How severe a regression of one measure is; null where it is none. */
export function severityOf({ verdict, relativeDifference, threshold }: Pick<Difference, 'verdict' | 'relativeDifference' | 'threshold'>): Severity | null {
  if (verdict !== 'regression') return null
  const times = relativeDifference === null || threshold <= 0 ? 1 : Math.abs(relativeDifference) / threshold
  return severities.find(({ from }) => times + rounding >= from)?.name ?? 'low'
}

/** How severe the worst regression of a comparison is; null without one. */
export function worstSeverity(comparison: Pick<Comparison, Measure>): Severity | null {
  const regressions = regressionsOf(comparison)
  // Time and throughput are one change: where both fail, time's threshold is the one that its user thinks in.
  const found = regressions.filter((measure) => measure !== 'throughput' || !regressions.includes('time')).map((measure) => severityOf(comparison[measure]))
  return severities.find(({ name }) => found.includes(name))?.name ?? null
}
