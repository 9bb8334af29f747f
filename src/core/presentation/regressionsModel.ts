import type { Comparison } from '../comparison/comparison.ts'
import type { Difference } from '../comparison/difference.ts'
import type { Verdict } from '../comparison/verdict.ts'
import { weightiestDifference } from '../comparison/weightiestDifference.ts'
import { costOf } from './describeCause.ts'
import { describeOutcome } from './describeRun.ts'
import { formatPercent, formatSigned } from './formatDifference.ts'
import { intervalBar, reachOf, sharedReach } from './intervalBar.ts'
import type { IntervalBar } from './intervalBar.ts'
import { measuredText } from './measuredText.ts'
import type { Place } from './panelModel.ts'
import { regressionDetail } from './regressionDetail.ts'

/** The newest comparison of each function, and the chosen one's figures, causes and trend. */
export interface RegressionsView {
  readonly kind: 'regressions'
  /** What costs most first. */
  readonly rows: readonly RegressionRow[]
  /** Comparisons that the list has no room for. */
  readonly moreRows: number
  readonly selected: RegressionDetail | null
  /** Why nothing can be compared here, for people; null where it can. */
  readonly notice: string | null
}

/** What a list can be narrowed to: `open` is worse and not dismissed. */
export type RegressionGroup = 'open' | 'worse' | 'better' | 'unclear' | 'unchanged' | 'dismissed'

export interface RegressionRow {
  readonly id: string
  readonly functionName: string
  readonly file: string
  /** `▲ 18% [15, 21]`, else how it ended. */
  readonly figure: string
  /** `regression`, `unchanged` … for people; with what it is compared with. */
  readonly verdict: Verdict | null
  readonly base: string
  /** Null where there is no interval. */
  readonly bar: IntervalBar | null
  /** What a screen reader says of the bar. */
  readonly barText: string
  /** `+34.0 µs/call`; null where it is not known, or says nothing. */
  readonly cost: string | null
  /** How its time went at last, as multiples of its first; null where there is too little to draw. */
  readonly recent: { readonly indices: readonly number[]; /** As in `TrendLine`. */ readonly word: string } | null
  /** Milliseconds since the epoch. */
  readonly startedAt: number
  readonly groups: readonly RegressionGroup[]
  /** The reason that it was dismissed with. */
  readonly dismissal: string | null
  /** The code changed since. */
  readonly isOutdated: boolean
  /** It is being measured again. */
  readonly isRunning: boolean
}

export interface RegressionDetail extends RegressionRow {
  readonly place: Place
  readonly title: string
  /** Why it did not complete, or could tell nothing; null where it did. */
  readonly message: string | null
  readonly figures: readonly ComparedFigure[]
  /** `Both versions give the same answers.` */
  readonly answers: string | null
  readonly answersDiffer: boolean
  readonly causes: readonly CauseRow[]
  readonly moreCauses: number
  readonly trend: TrendLine | null
  readonly workload: { readonly expression: string; readonly origin: string | null }
  readonly facts: readonly string[]
  readonly warnings: readonly string[]
  /** The base's text is known. */
  readonly canShowDifference: boolean
  /** There is something measured to go by from now on. */
  readonly canAccept: boolean
}

/** Time, calls a second or memory, before and now. */
export interface ComparedFigure {
  readonly name: string
  readonly verdict: Verdict
  /** `▲ 18% [15, 21]`; null where nothing was measured. */
  readonly difference: string | null
  readonly base: string | null
  readonly current: string | null
  readonly threshold: string
}

/** A line that changed what a call takes. */
export interface CauseRow {
  /** In the current code; in the base's where the change is `gone`. */
  readonly place: Place
  readonly functionName: string
  /** `+34.0 µs/call`, `+1.2 kB/call` or both. */
  readonly difference: string
  readonly isWorse: boolean
  readonly change: 'new' | 'gone' | null
}

/** A function's time over its history: ratios chained, the first is 1. */
export interface TrendLine {
  readonly points: readonly TrendPoint[]
  /** `degrading`, `stable`, `improving`, or that there are too few points to tell. */
  readonly word: string
}

export interface TrendPoint {
  readonly index: number
  /** A commit's short hash, a base's name, else a day. */
  readonly label: string
  /** From here on another level holds. */
  readonly isChange: boolean
}

/** A comparison as it is listed. */
export interface ListedComparison {
  readonly comparison: Comparison
  /** The reason that it was dismissed with; null where it was not. */
  readonly dismissal: string | null
  readonly isOutdated: boolean
}

/** What the view is made from. */
export interface RegressionsInput {
  /** The newest of each function, in any order. */
  readonly comparisons: readonly ListedComparison[]
  /** The first in the list where it is null or gone. */
  readonly selectedId: string | null
  /** Comparisons that are measured again. */
  readonly runningIds: ReadonlySet<string>
  readonly notice: string | null
  readonly trendOf: (comparison: Comparison) => TrendLine | null
}

const mostRows = 200
/** Points that there is room for in a row. */
const mostRecent = 20

/** The view of the comparisons, small enough for one message. */
export function regressionsView(input: RegressionsInput): RegressionsView {
  const sorted = byCost(input.comparisons)
  const reach = sharedReach(sorted.map(({ comparison }) => weightiestDifference(comparison).difference))
  const selected = sorted.find(({ comparison }) => comparison.id === input.selectedId) ?? sorted[0] ?? null
  const shown = sorted.slice(0, mostRows)
  return {
    kind: 'regressions',
    rows: shown.map((listed) => rowOf(listed, input, reach)),
    moreRows: sorted.length - shown.length,
    selected: selected && regressionDetail(selected.comparison, rowOf(selected, input, reachOf(weightiestDifference(selected.comparison).difference)), input.trendOf(selected.comparison)),
    notice: input.notice,
  }
}

/** How many comparisons want to be looked at: the tab's number. */
export function countOpen(comparisons: readonly ListedComparison[]): number {
  return comparisons.filter((listed) => isOpen(listed)).length
}

/** Whether a regression is neither dismissed nor of code that is gone. */
function isOpen({ comparison, dismissal, isOutdated }: ListedComparison): boolean {
  return comparison.outcome === 'completed' && weightiestDifference(comparison).verdict === 'regression' && dismissal === null && !isOutdated
}

const weights: Readonly<Record<Verdict, number>> = { regression: 0, slower: 1, inconclusive: 2, unchanged: 3, faster: 4, improvement: 4 }

/** Regressions first, those that cost most milliseconds a call before others; what was dismissed comes last. */
function byCost(comparisons: readonly ListedComparison[]): readonly ListedComparison[] {
  const weight = ({ comparison, dismissal }: ListedComparison): number => (dismissal === null ? 0 : 10) + (comparison.outcome === 'completed' ? weights[weightiestDifference(comparison).verdict] : 5)
  return comparisons.toSorted((a, b) => weight(a) - weight(b) || (perCall(b.comparison.time) ?? 0) - (perCall(a.comparison.time) ?? 0) || b.comparison.startedAt - a.comparison.startedAt)
}

/** What the difference takes each call, from the relative one: the two medians were not measured to be subtracted. */
function perCall({ relativeDifference, base, current }: Difference): number | null {
  if (relativeDifference === null) return null
  if (current !== null) return current - current / (1 + relativeDifference)
  return base === null ? null : base * relativeDifference
}

function rowOf(listed: ListedComparison, input: RegressionsInput, reach: number): RegressionRow {
  const { comparison, dismissal, isOutdated } = listed
  const { verdict, figure, difference } = weightiestDifference(comparison)
  const isCompleted = comparison.outcome === 'completed'
  const cost = perCall(difference)
  const isTold = isCompleted && cost !== null && verdict !== 'unchanged' && verdict !== 'inconclusive'
  return {
    id: comparison.id,
    functionName: comparison.function.name,
    file: comparison.function.file,
    figure: isCompleted ? `${measuredText(difference)}${figure === 'memory' ? ' memory' : ''}` : describeOutcome(comparison.outcome),
    verdict: isCompleted ? verdict : null,
    base: comparison.base.label,
    bar: intervalBar(difference, reach),
    barText: barText(difference, figure),
    cost: isTold ? costOf(figure === 'time' ? { differenceMsPerCall: cost, differenceBytesPerCall: null } : { differenceMsPerCall: null, differenceBytesPerCall: cost }).join('') : null,
    recent: recentOf(input.trendOf(comparison)),
    startedAt: comparison.startedAt,
    groups: groupsOf(listed, isCompleted ? verdict : null),
    dismissal,
    isOutdated,
    isRunning: input.runningIds.has(comparison.id),
  }
}

function recentOf(trend: TrendLine | null): RegressionRow['recent'] {
  return trend && { indices: trend.points.slice(-mostRecent).map(({ index }) => index), word: trend.word }
}

function groupsOf(listed: ListedComparison, verdict: Verdict | null): readonly RegressionGroup[] {
  if (listed.dismissal !== null) return ['dismissed']
  const isWorse = verdict === 'regression' || verdict === 'slower'
  if (isWorse) return isOpen(listed) ? ['open', 'worse'] : ['worse']
  if (verdict === 'faster' || verdict === 'improvement') return ['better']
  return verdict === 'unchanged' ? ['unchanged'] : ['unclear']
}

function barText({ relativeDifference, confidenceInterval, threshold }: Difference, figure: 'time' | 'memory'): string {
  if (relativeDifference === null || confidenceInterval === null) return ''
  const word = relativeDifference < 0 ? 'less' : 'more'
  return `${formatPercent(relativeDifference)} ${word} ${figure}, between ${formatSigned(confidenceInterval.low)} and ${formatSigned(confidenceInterval.high)}; the threshold is ${formatPercent(threshold)}`
}
