import { stateOf } from '../comparison/check.ts'
import type { Check, CheckedFunction, CheckState } from '../comparison/check.ts'
import type { Comparison } from '../comparison/comparison.ts'
import { worstSeverity } from '../comparison/regressions.ts'
import { arrowOf } from './comparisonTitle.ts'
import { describeCause } from './describeCause.ts'
import { describeCheck } from './describeCheck.ts'
import { countOf, describeEnvironment } from './describeRun.ts'
import { formatDifference, formatPercent } from './formatDifference.ts'
import { formatDuration } from './formatDuration.ts'
import { markdownCell, markdownCode, markdownText } from './markdownText.ts'
import { placeText } from './placeText.ts'

/** A comment may hold 65,536 characters: so many rows fit with long names. */
const mostRows = 60
const mostCauses = 3

const marks: Readonly<Record<CheckState, string>> = { regressions: '▲', slower: '▲', failed: '✕', withoutBase: '', inconclusive: '?', improvements: '▼', faster: '▼', unchanged: '=' }

/** What is shown outside of the fold, the most urgent first. */
const shownStates: readonly CheckState[] = ['regressions', 'slower', 'failed', 'inconclusive', 'improvements', 'faster', 'withoutBase']

/** A check as a comment of a pull request, in GitHub's Markdown, ending with a line break. Nothing of the code under test can command it. */
export function checkMarkdown(check: Check): string {
  const byState = (state: CheckState) => check.functions.filter((each) => stateOf(each) === state)
  const changed = shownStates.flatMap(byState)
  const unchanged = byState('unchanged')
  const sections = [
    `### Heatline: ${describeCheck(check)}`,
    changed.length === 0 ? '' : table(changed),
    changed.filter((each) => stateOf(each) === 'regressions').map(causesOf).filter((text) => text !== '').join('\n\n'),
    notes([...changed, ...unchanged.filter(({ result }) => result.kind === 'compared' && result.comparison.sameAnswers === false)]),
    unchanged.length === 0 ? '' : `<details><summary>${countOf(unchanged.length, 'function')} unchanged</summary>\n\n${table(unchanged)}\n\n</details>`,
    footer(check),
  ]
  return `${sections.filter((section) => section !== '').join('\n\n')}\n`
}

function table(functions: readonly CheckedFunction[]): string {
  const rows = functions.slice(0, mostRows).map((each) => `| ${row(each).join(' | ')} |`)
  const more = functions.length - rows.length
  return ['| | function | time per call | memory per call | verdict |', '|---|---|---|---|---|', ...rows, ...(more > 0 ? [`| | and ${countOf(more, 'more function')} | | | |`] : [])].join('\n')
}

function row(each: CheckedFunction): readonly string[] {
  const { result } = each
  const name = `${markdownCell(each.name)} ${markdownText(placeText(each))}`
  if (result.kind === 'withoutBase') return [marks.withoutBase, name, '', '', `nothing to compare with: ${markdownText(result.message)}`]
  if (result.kind === 'failed') return [marks.failed, name, '', '', `could not be compared: ${markdownText(result.message)}`]
  const { comparison } = result
  if (comparison.outcome !== 'completed') return [marks.failed, name, '', '', `could not be compared: ${markdownText(comparison.message ?? comparison.outcome)}`]
  const { time, memory, base } = comparison
  return [
    marks[stateOf(each)],
    name,
    time.relativeDifference === null ? '' : `${arrowOf(time)} ${formatDifference(time.relativeDifference, time.confidenceInterval)}${times(comparison)}`,
    memory.relativeDifference === null ? '' : `${arrowOf(memory)} ${formatPercent(memory.relativeDifference)}`,
    `${verdictText(each, comparison)} vs ${markdownText(base.label)}`,
  ]
}

function times({ time: { base, current } }: Comparison): string {
  return base === null || current === null ? '' : ` (${formatDuration(base)} → ${formatDuration(current)})`
}

function verdictText(each: CheckedFunction, comparison: Comparison): string {
  const severity = worstSeverity(comparison)
  if (severity !== null) return `**regression**, ${severity}`
  const state = stateOf(each)
  return state === 'improvements' ? 'improvement' : state
}

function causesOf({ name, result }: CheckedFunction): string {
  if (result.kind !== 'compared' || result.comparison.causes.length === 0) return ''
  const causes = result.comparison.causes.slice(0, mostCauses).map((cause) => `- ${markdownText(describeCause(cause))}`)
  return [`Why ${markdownCode(name)} takes more:`, '', ...causes].join('\n')
}

/** What a reader has to know beside the figures. */
function notes(functions: readonly CheckedFunction[]): string {
  return functions.flatMap(({ name, result }) => {
    if (result.kind !== 'compared') return []
    const { message, outcome, warnings } = result.comparison
    return [...(message === null || outcome !== 'completed' ? [] : [message]), ...warnings].map((each) => `> ${markdownCode(name)}: ${markdownText(each)}`)
  }).slice(0, mostRows).join('\n>\n')
}

function footer({ functions, seconds }: Check): string {
  const [first] = functions.flatMap(({ result }) => (result.kind === 'compared' ? [result.comparison.environment] : []))
  const facts = ['▲ more, ▼ less than the base, with the 95% interval', formatDuration(seconds * 1000), ...(first === undefined ? [] : [markdownText(describeEnvironment(first))])]
  return `<sub>${facts.join(' · ')}</sub>`
}
