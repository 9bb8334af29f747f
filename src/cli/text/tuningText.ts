import { toOneBased } from '../../core/position.ts'
import { describeEnvironment, describeOrigin } from '../../core/presentation/describeRun.ts'
import { describeTuning } from '../../core/presentation/describeTuning.ts'
import { formatDuration } from '../../core/presentation/formatDuration.ts'
import { describeRange } from '../../core/tune/tuneRange.ts'
import type { Tuning } from '../../core/tune/tuning.ts'
import { printable } from './displayWidth.ts'
import { outcomeText } from './outcomeText.ts'
import type { RunTextOptions } from './runTextOptions.ts'
import type { Look } from './terminalStyle.ts'
import { tuningChart } from './tuningChart.ts'

/** A search for people, ending with a line break: what was tuned, each value's time against the present one's, and what that comes to. */
export function tuningText(tuning: Tuning, options: Pick<RunTextOptions, 'style' | 'nameOf'>): string {
  const { style } = options
  const sections = [
    header(tuning, options),
    outcomeText({ ...tuning, messageAt: null }, { ...options, linesOf: () => null }),
    tuning.tried.length === 0 ? '' : tuningChart(tuning, style),
    conclusion(tuning, style),
    tuning.warnings.map((warning) => `${style('warm', '!')} ${printable(warning)}`).join('\n'),
    [`${formatDuration(tuning.seconds * 1000)} in all`, describeEnvironment(tuning.environment)].map((line) => style('dim', line)).join('\n'),
  ]
  return `${sections.filter((section) => section !== '').join('\n\n')}\n`
}

function header({ function: profiled, workload, constant, range }: Tuning, { style, nameOf }: Pick<RunTextOptions, 'style' | 'nameOf'>): string {
  const origin = describeOrigin(workload)
  return [
    `${style('bold', profiled.name)}  ${style('dim', `${nameOf(profiled.file)}:${toOneBased(profiled.startLine)}`)}`,
    `  ${style('dim', 'call')}  ${printable(workload.expression.replaceAll(/\s*\n\s*/g, ' '))}${origin === null ? '' : style('dim', `  ${origin}`)}`,
    `  ${style('dim', 'tune')}  ${constant.name} = ${constant.value} in ${describeRange(range)}  ${style('dim', `${nameOf(constant.file)}:${toOneBased(constant.line)}`)}`,
  ].join('\n')
}

function conclusion(tuning: Tuning, style: RunTextOptions['style']): string {
  const { decision } = tuning
  if (decision === null) return ''
  const look: Look = decision.kind === 'better' ? 'good' : decision.kind === 'unconfirmed' ? 'warm' : 'plain'
  const confirmed = decision.kind === 'better' ? `, confirmed by ${decision.time.pairs} fresh pairs of processes${decision.sameAnswers === true ? ', same answers' : ''}` : ''
  return `${style(look, style('bold', printable(describeTuning(tuning))))}${confirmed}.`
}
