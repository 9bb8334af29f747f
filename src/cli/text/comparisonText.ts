import type { Comparison, ComparisonBase } from '../../core/comparison/comparison.ts'
import type { Difference } from '../../core/comparison/difference.ts'
import { toOneBased } from '../../core/position.ts'
import { costOf, detailsOf } from '../../core/presentation/describeCause.ts'
import { describeMemoryVerdict, describePairs, describeSettling, describeThroughputLoss, describeTimeVerdict } from '../../core/presentation/describeComparison.ts'
import { countOf, describeEnvironment, describeOrigin } from '../../core/presentation/describeRun.ts'
import { formatBytes } from '../../core/presentation/formatBytes.ts'
import { formatDuration } from '../../core/presentation/formatDuration.ts'
import { cutToWidth, displayWidth, printable } from './displayWidth.ts'
import { intervalBar, intervalScale, lookOf } from './intervalBar.ts'
import { outcomeText } from './outcomeText.ts'
import type { RunTextOptions } from './runTextOptions.ts'

const mostCauses = 8

/** A comparison for people, ending with a line break: what is compared, the verdict in words, the intervals drawn, why, and what to beware of. */
export function comparisonText(comparison: Comparison, options: RunTextOptions): string {
  const { style } = options
  const completed = comparison.outcome === 'completed'
  const sections = [
    header(comparison, options),
    outcomeText({ ...comparison, messageAt: null }, options),
    ...(completed ? [verdicts(comparison, options), bars(comparison, options), causes(comparison, options), settling(comparison)] : []),
    comparison.warnings.map((warning) => `${style('warm', '!')} ${printable(warning)}`).join('\n'),
    [measuringOf(comparison), describeEnvironment(comparison.environment)].map((line) => style('dim', line)).join('\n'),
  ]
  return `${sections.filter((section) => section !== '').join('\n\n')}\n`
}

function header({ function: profiled, workload, base }: Comparison, { style, nameOf }: RunTextOptions): string {
  const origin = describeOrigin(workload)
  return [
    `${style('bold', profiled.name)}  ${style('dim', `${nameOf(profiled.file)}:${toOneBased(profiled.startLine)}`)}`,
    `  ${style('dim', 'call')}  ${printable(workload.expression.replaceAll(/\s*\n\s*/g, ' '))}${origin === null ? '' : style('dim', `  ${origin}`)}`,
    `  ${style('dim', 'base')}  ${printable(base.label)}${style('dim', baseDetail(base, profiled))}`,
  ].join('\n')
}

/** What the label does not say: the commit, and where the function stood then. */
function baseDetail({ kind, commit, label, file, functionName }: ComparisonBase, now: Comparison['function']): string {
  const short = commit?.slice(0, 8) ?? null
  const parts = [
    kind === 'set' ? 'set as baseline' : kind === 'automatic' ? 'an earlier run' : null,
    short === null || commit?.startsWith(label) === true ? null : short,
    functionName === now.name && file === now.file ? null : `then ${file}#${functionName}`,
  ].filter((part) => part !== null)
  return parts.length === 0 ? '' : `  ${printable(parts.join(', '))}`
}

function verdicts(comparison: Comparison, { style }: RunTextOptions): string {
  const time = printable(describeTimeVerdict(comparison))
  const others = [describeThroughputLoss(comparison), describeMemoryVerdict(comparison)].filter((line) => line !== null).map(printable)
  return [style(lookOf(comparison.time), style('bold', time)), ...others].join('\n')
}

/** Memory mostly stays as it is to the byte: then words are enough. */
function bars({ time, memory }: Comparison, { style }: RunTextOptions): string {
  return [...barOf('time', time, formatDuration, style), ...(memory.verdict === 'unchanged' ? [] : barOf('memory', memory, formatBytes, style))].join('\n')
}

function barOf(name: string, difference: Difference, format: (value: number) => string, style: RunTextOptions['style']): readonly string[] {
  const { relativeDifference, base, current, threshold, pairs } = difference
  if (relativeDifference === null || pairs === 0) return []
  const values = base === null || current === null ? '' : style('dim', `  ${format(base)} → ${format(current)} per call`)
  return [
    `${' '.repeat(10)}${style('dim', intervalScale(threshold))}`,
    `  ${style('dim', name.padEnd(6))}  ${intervalBar(difference, style)}${values}`,
  ]
}

function causes(comparison: Comparison, { style, nameOf, linesOf, width }: RunTextOptions): string {
  if (comparison.causes.length === 0) return ''
  const shown = comparison.causes.slice(0, mostCauses).map((cause) => ({
    cost: costOf(cause).join('  '),
    place: `${nameOf(cause.file)}:${toOneBased(cause.line)}`,
    name: printable(cause.functionName),
    change: detailsOf(cause).join(', '),
    // A line that is gone is in the base's text alone.
    source: cause.change === 'removed' ? (comparison.base.file === cause.file ? comparison.base.text?.split(/\r\n|\n|\r/)[cause.line] : undefined) : linesOf(cause.file)?.[cause.line],
  }))
  const widthOf = (column: 'cost' | 'place' | 'name' | 'change') => Math.max(...shown.map((each) => displayWidth(each[column])))
  const rows = shown.map((each) => {
    const start = `  ${each.cost.padStart(widthOf('cost'))}  ${pad(each.place, widthOf('place'))}  ${pad(each.name, widthOf('name'))}  ${pad(each.change, widthOf('change'))}`.trimEnd()
    if (each.source === undefined || each.source.trim() === '') return start
    const room = width === null ? Number.MAX_SAFE_INTEGER : Math.max(10, width - displayWidth(start) - 2)
    return `${start}  ${style('dim', cutToWidth(printable(each.source.trim()), room))}`
  })
  const more = comparison.causes.length - shown.length
  return [style('dim', 'why'), ...rows, ...(more > 0 ? [style('dim', `  and ${countOf(more, 'more line')}`)] : [])].join('\n')
}

function pad(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - displayWidth(text)))
}

function settling(comparison: Comparison): string {
  return describeSettling(comparison).map(printable).join('\n')
}

function measuringOf({ time, seconds }: Comparison): string {
  return time.pairs === 0 ? 'nothing measured' : `${describePairs(time)} · ${formatDuration(seconds * 1000)} of measuring`
}
