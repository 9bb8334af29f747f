import { stateOf } from '../comparison/check.ts'
import type { Check, CheckedFunction } from '../comparison/check.ts'
import type { Comparison } from '../comparison/comparison.ts'
import { worstSeverity } from '../comparison/regressions.ts'
import type { Severity } from '../comparison/regressions.ts'
import { toOneBased } from '../position.ts'
import { isOwnFile } from '../profile/packageOf.ts'
import { comparisonTitle } from './comparisonTitle.ts'
import { describeCause } from './describeCause.ts'
import { describeCheck } from './describeCheck.ts'
import { describeMemoryVerdict, describeThroughputLoss, describeTimeVerdict } from './describeComparison.ts'

/** A line of GitHub's workflow commands, which annotates a line of a pull request. */
interface Annotation {
  readonly level: 'error' | 'warning' | 'notice'
  readonly file: string
  /** 1-based. */
  readonly line: number
  readonly title: string
  readonly message: string
}

const levels: Readonly<Record<Severity, Annotation['level']>> = { low: 'warning', medium: 'warning', high: 'error', critical: 'error' }
const order: readonly Annotation['level'][] = ['error', 'warning', 'notice']

/**
 * A check as GitHub's workflow commands, a line each, then what came of it in a line. GitHub shows ten of a level and step, so
 * the most severe come first. https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands
 * @param nameOf what a file is called in the repository: GitHub knows no other
 */
export function checkAnnotations(check: Check, nameOf: (file: string) => string): string {
  const annotations = check.functions.flatMap(annotationsOf).toSorted((a, b) => order.indexOf(a.level) - order.indexOf(b.level))
  return [...annotations.map((each) => commandOf(each, nameOf)), `Heatline: ${describeCheck(check)}`].map((line) => `${line}\n`).join('')
}

function annotationsOf(each: CheckedFunction): readonly Annotation[] {
  const { file, name, result } = each
  const line = toOneBased(each.line)
  if (result.kind === 'withoutBase') return []
  if (result.kind === 'failed') return [{ level: 'warning', file, line, title: `Heatline: ${name} could not be compared`, message: result.message }]
  const { comparison } = result
  if (stateOf(each) === 'failed') return [{ level: 'warning', file, line, title: `Heatline: ${name} could not be compared`, message: comparison.message ?? comparison.outcome }]
  return [
    ...(comparison.sameAnswers === false ? [{ level: 'warning' as const, file, line, title: `Heatline: ${name} gives other answers`, message: comparison.warnings.join('\n') }] : []),
    ...slowdownOf(each, comparison),
  ]
}

/** Where the first of its causes stands, which is likely in the diff that its reader sees. */
function slowdownOf({ file, name, line }: CheckedFunction, comparison: Comparison): readonly Annotation[] {
  const severity = worstSeverity(comparison)
  if (severity === null && comparison.time.verdict !== 'slower' && comparison.memory.verdict !== 'slower') return []
  const cause = comparison.causes.find((each) => each.change !== 'removed' && isOwnFile(each.file))
  const place = cause ?? { file, line }
  const sentences = [describeTimeVerdict(comparison), describeThroughputLoss(comparison), describeMemoryVerdict(comparison), ...comparison.causes.slice(0, 3).map(describeCause), ...comparison.warnings]
  return [{
    level: severity === null ? 'notice' : levels[severity],
    file: place.file,
    line: toOneBased(place.line),
    title: `Heatline: ${name} ${comparisonTitle(comparison)}${severity === null ? '' : ` (${severity})`}`,
    message: sentences.filter((sentence) => sentence !== null).join('\n'),
  }]
}

function commandOf({ level, file, line, title, message }: Annotation, nameOf: (file: string) => string): string {
  return `::${level} file=${property(nameOf(file))},line=${line},title=${property(title)}::${data(message)}`
}

function data(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A')
}

function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C')
}
