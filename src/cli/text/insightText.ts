import type { Insight } from '../../core/insights/insight.ts'
import { isConfirmed } from '../../core/insights/measuredEffect.ts'
import { toOneBased } from '../../core/position.ts'
import { describeExpected, describeMeasured, describeWeight } from '../../core/presentation/describeInsight.ts'
import { printable } from './displayWidth.ts'
import type { RunTextOptions } from './runTextOptions.ts'

/**
 * Insights for people, ending with a line break.
 * @param notes where nothing could be said, and why
 */
export function insightText(insights: readonly Insight[], notes: readonly string[], { style, nameOf }: Pick<RunTextOptions, 'style' | 'nameOf'>): string {
  if (insights.length === 0 && notes.length === 0) return 'Nothing to recommend: no rule found code that takes a twentieth of the time.\n'
  return [...insights.map((insight) => {
    const { title, file, line, explanation, evidence, expectedEffect, edit, measuredEffect, link } = insight
    const said = [explanation, evidence].map(printable).join(' ')
    const effect = measuredEffect === undefined ? `${describeExpected(expectedEffect)}${edit === null ? '; the change is yours to make' : '; --try measures it'}` : describeMeasured(measuredEffect)
    return [
      `${style('bold', printable(title))} ${style('dim', `(${describeWeight(insight)})`)}`,
      `  ${style('dim', `${printable(nameOf(file))}:${toOneBased(line)}`)}`,
      `  ${said}`,
      `  ${style(measuredEffect === undefined ? 'dim' : isConfirmed(measuredEffect) ? 'good' : 'warm', printable(effect))}`,
      `  ${style('dim', link)}`,
    ].join('\n')
  }), ...notes.map((note) => `${style('warm', '!')} ${printable(note)}`)].join('\n\n').concat('\n')
}
