import type { Cause, Comparison } from '../comparison/comparison.ts'
import type { Difference } from '../comparison/difference.ts'
import { comparisonTitle } from './comparisonTitle.ts'
import { costOf, describeChange } from './describeCause.ts'
import { describePairs } from './describeComparison.ts'
import { describeEnvironment, describeOrigin } from './describeRun.ts'
import { formatBytes } from './formatBytes.ts'
import { formatPercent } from './formatDifference.ts'
import { formatDuration } from './formatDuration.ts'
import { formatRate } from './formatRate.ts'
import { measuredText } from './measuredText.ts'
import type { CauseRow, ComparedFigure, RegressionDetail, RegressionRow, TrendLine } from './regressionsModel.ts'

const mostCauses = 20
const mostWarnings = 20
const longestText = 4000

/** All that is told of a comparison that was chosen. */
export function regressionDetail(comparison: Comparison, row: RegressionRow, trend: TrendLine | null): RegressionDetail {
  const { function: compared, workload, causes, warnings, sameAnswers, base } = comparison
  return {
    ...row,
    place: { file: compared.file, line: compared.startLine },
    title: comparisonTitle(comparison),
    message: comparison.message === null || comparison.outcome === 'cancelled' ? null : cut(comparison.message),
    figures: figuresOf(comparison),
    answers: sameAnswers === null ? null : sameAnswers ? 'Both versions give the same answers.' : 'The two versions do not give the same answers: this change is more than one of speed.',
    answersDiffer: sameAnswers === false,
    causes: causes.slice(0, mostCauses).map(causeRow),
    moreCauses: Math.max(0, causes.length - mostCauses),
    trend,
    workload: { expression: cut(workload.expression), origin: describeOrigin(workload) },
    facts: factsOf(comparison),
    warnings: warnings.slice(0, mostWarnings).map(cut),
    canShowDifference: base.text !== null,
    canAccept: comparison.outcome === 'completed',
  }
}

function figuresOf({ outcome, time, throughput, memory }: Comparison): readonly ComparedFigure[] {
  if (outcome !== 'completed') return []
  return [
    figureOf('Time per call', time, formatDuration),
    // Fewer calls are what more time is: the arrow points down.
    withArrowTurned(figureOf('Calls per second', { ...throughput, base: time.base, current: time.current }, (ms) => formatRate(1000 / ms))),
    figureOf('Allocated per call', memory, formatBytes),
  ]
}

function figureOf(name: string, difference: Difference, format: (value: number) => string): ComparedFigure {
  return {
    name,
    verdict: difference.verdict,
    difference: difference.relativeDifference === null ? null : measuredText(difference),
    base: difference.base === null ? null : format(difference.base),
    current: difference.current === null ? null : format(difference.current),
    threshold: formatPercent(difference.threshold),
  }
}

function withArrowTurned(figure: ComparedFigure): ComparedFigure {
  return { ...figure, difference: figure.difference?.replace(/^[▲▼]/, (arrow) => (arrow === '▲' ? '▼' : '▲')) ?? null }
}

function factsOf(comparison: Comparison): readonly string[] {
  const { base, time, seconds, environment } = comparison
  const commit = base.commit === null ? '' : ` (${base.commit.slice(0, 8)})`
  const pairs = time.pairs === 0 ? null : `${describePairs(time)} · ${seconds.toFixed(1)} s of measuring`
  const least = time.verdict === 'inconclusive' && time.minimumDetectableEffect !== null ? `As many pairs find a difference of ${formatPercent(time.minimumDetectableEffect)} in four of five comparisons.` : null
  return [`Compared with ${base.label}${commit}`, pairs, least, describeEnvironment(environment)].filter((fact) => fact !== null)
}

function causeRow(cause: Cause): CauseRow {
  const { file, line, functionName, differenceMsPerCall, differenceBytesPerCall } = cause
  return {
    place: { file, line },
    functionName,
    difference: costOf(cause).join(', '),
    isWorse: (differenceMsPerCall ?? differenceBytesPerCall ?? 0) > 0,
    change: describeChange(cause),
  }
}

function cut(text: string): string {
  return text.length <= longestText ? text : `${text.slice(0, longestText - 1)}…`
}
