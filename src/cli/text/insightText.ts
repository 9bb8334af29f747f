import type { SortedInsights } from '../../core/insights/dismissal.ts'
import type { Insight } from '../../core/insights/insight.ts'
import { isConfirmed } from '../../core/insights/measuredEffect.ts'
import { toOneBased } from '../../core/position.ts'
import { describeDismissal, describeExpected, describeMeasured, describeWeight } from '../../core/presentation/describeInsight.ts'
import { printable } from './displayWidth.ts'
import type { RunTextOptions } from './runTextOptions.ts'

/** How insights are printed. */
export interface InsightTextOptions extends Pick<RunTextOptions, 'style' | 'nameOf'> {
  /** Dismissed ones are listed too, and not only counted. */
  readonly listsDismissed: boolean
}

/**
 * Insights for people, ending with a line break.
 * @param notes where nothing could be said, and why
 */
export function insightText({ open, dismissed }: SortedInsights, notes: readonly string[], options: InsightTextOptions): string {
  const { style, listsDismissed } = options
  const parts = open.map((insight) => blockOf(insight, effectOf(insight, options), options))
  if (open.length === 0 && notes.length === 0) parts.push(dismissed.length === 0 ? 'Nothing to recommend: no rule found code that takes a twentieth of the time.' : 'Nothing left to recommend.')
  if (listsDismissed) parts.push(...dismissed.map(({ insight, dismissal }) => blockOf(insight, style('dim', printable(describeDismissal(dismissal))), options)))
  else if (dismissed.length > 0) parts.push(style('dim', `${dismissed.length} dismissed; --dismissed lists ${dismissed.length === 1 ? 'it' : 'them'}`))
  parts.push(...notes.map((note) => `${style('warm', '!')} ${printable(note)}`))
  return `${parts.join('\n\n')}\n`
}

function blockOf(insight: Insight, effect: string, { style, nameOf }: InsightTextOptions): string {
  const { rule, title, file, line, explanation, evidence, link } = insight
  return [
    `${style('bold', printable(title))} ${style('dim', `(${describeWeight(insight)})`)}`,
    `  ${style('dim', `${printable(nameOf(file))}:${toOneBased(line)} · ${rule}`)}`,
    `  ${[explanation, evidence].map(printable).join(' ')}`,
    `  ${effect}`,
    `  ${style('dim', link)}`,
  ].join('\n')
}

function effectOf({ measuredEffect, expectedEffect, edit }: Insight, { style }: InsightTextOptions): string {
  if (measuredEffect === undefined) return style('dim', printable(`${describeExpected(expectedEffect)}${edit === null ? '; the change is yours to make' : '; --try measures it'}`))
  return style(isConfirmed(measuredEffect) ? 'good' : 'warm', printable(describeMeasured(measuredEffect)))
}
