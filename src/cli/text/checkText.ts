import { stateOf } from '../../core/comparison/check.ts'
import type { Check, CheckedFunction, CheckState } from '../../core/comparison/check.ts'
import { worstSeverity } from '../../core/comparison/regressions.ts'
import { toOneBased } from '../../core/position.ts'
import { comparisonTitle } from '../../core/presentation/comparisonTitle.ts'
import { describeCause } from '../../core/presentation/describeCause.ts'
import { describeCheck } from '../../core/presentation/describeCheck.ts'
import { describeThroughputLoss } from '../../core/presentation/describeComparison.ts'
import { countOf } from '../../core/presentation/describeRun.ts'
import { formatDuration } from '../../core/presentation/formatDuration.ts'
import { displayWidth, printable } from './displayWidth.ts'
import type { RunTextOptions } from './runTextOptions.ts'
import type { Look } from './terminalStyle.ts'

/** The most urgent first. */
const order: readonly CheckState[] = ['regressions', 'slower', 'failed', 'inconclusive', 'improvements', 'faster', 'withoutBase', 'unchanged']
const looks: Readonly<Record<CheckState, Look>> = { regressions: 'hot', slower: 'warm', failed: 'warm', inconclusive: 'plain', improvements: 'good', faster: 'good', withoutBase: 'dim', unchanged: 'dim' }
const mostCauses = 3

/** A check for people, ending with a line break: a row a function, the most urgent first, each with what it takes to act on it. */
export function checkText(check: Check, { style, nameOf }: Pick<RunTextOptions, 'style' | 'nameOf'>): string {
  const functions = check.functions.toSorted((a, b) => order.indexOf(stateOf(a)) - order.indexOf(stateOf(b)))
  const width = Math.min(40, Math.max(0, ...functions.map(({ name }) => displayWidth(name))))
  const rows = functions.flatMap((each) => {
    const title = style(looks[stateOf(each)], printable(titleOf(each)))
    const place = style('dim', `${nameOf(each.file)}:${toOneBased(each.line)}`)
    return [`${printable(each.name)}${' '.repeat(Math.max(0, width - displayWidth(each.name)))}  ${title}  ${place}`, ...detailsOf(each).map((line) => `    ${printable(line)}`)]
  })
  const found = style(check.functions.some((each) => stateOf(each) === 'regressions') ? 'hot' : 'bold', describeCheck(check))
  return `${[...rows, ...(rows.length === 0 ? [] : ['']), `${found}${style('dim', ` · ${formatDuration(check.seconds * 1000)}`)}`].join('\n')}\n`
}

function titleOf({ result }: CheckedFunction): string {
  if (result.kind === 'withoutBase') return 'nothing to compare with'
  if (result.kind === 'failed') return '✕ could not be compared'
  const severity = worstSeverity(result.comparison)
  const title = comparisonTitle(result.comparison)
  return severity === null ? title : `${title} (${severity})`
}

function detailsOf(each: CheckedFunction): readonly string[] {
  const { result } = each
  if (result.kind !== 'compared') return result.message.split('\n')
  const { comparison } = result
  const state = stateOf(each)
  if (state === 'failed') return comparison.message === null ? [] : comparison.message.split('\n')
  const causes = state === 'regressions' || state === 'slower' ? comparison.causes : []
  const more = causes.length - mostCauses
  return [
    describeThroughputLoss(comparison),
    ...causes.slice(0, mostCauses).map(describeCause),
    more > 0 ? `and ${countOf(more, 'more line')}` : null,
    ...(state === 'inconclusive' && comparison.message !== null ? comparison.message.split('\n') : []),
    ...(state === 'unchanged' && comparison.sameAnswers !== false ? [] : comparison.warnings.map((warning) => `! ${warning}`)),
  ].filter((line) => line !== null)
}
