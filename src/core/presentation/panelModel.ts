import { isOfFunction } from '../comparison/isOfFunction.ts'
import type { Run } from '../comparison/run.ts'
import type { Scaling } from '../comparison/scaling.ts'
import type { Outcome } from '../outcome.ts'
import type { LineHeat, ShareEstimate } from '../profile/attribution.ts'
import { isColoured } from '../profile/isColoured.ts'
import { describeEnvironment, describeMeasuring, describeOrigin, describeOutcome, describeTiming, isRunOnce } from './describeRun.ts'
import { formatDuration } from './formatDuration.ts'
import { hasTotals, levelOf } from './lineHeat.ts'
import type { HeatLevel } from './lineHeat.ts'
import { scalingDetail } from './scalingDetail.ts'
import type { ScalingDetail } from './scalingDetail.ts'
import type { RecommendationsView } from './recommendationsModel.ts'
import type { RegressionsView } from './regressionsModel.ts'
import { timingTitle } from './timingTitle.ts'

/** All that the panel shows. */
export interface PanelModel {
  readonly view: PanelView
  /** Regressions that nobody has dismissed: the number at the other view's tab. */
  readonly openRegressions: number
  /** What is still to be looked at: the same at the third one's. */
  readonly recommendations: number
}

/** What the panel can look at; its views are told apart by `kind`. */
export type PanelView = RunsView | RegressionsView | RecommendationsView

/** Runs, and the chosen one's hot functions and lines. */
export interface RunsView {
  readonly kind: 'runs'
  /** Newest first. */
  readonly runs: readonly RunSummary[]
  /** Runs that the list has no room for. */
  readonly moreRuns: number
  readonly selected: RunDetail | null
  /** Of the chosen run's function; without a chosen run, of the function that was measured last. */
  readonly scaling: ScalingDetail | null
  /** Why nothing can be profiled here, for people; null where it can. */
  readonly notice: string | null
}

export interface RunSummary {
  readonly id: string
  readonly functionName: string
  readonly file: string
  readonly outcome: Outcome
  /** Still being measured: what is shown will become more. */
  readonly isRunning: boolean
  /** `12.4 µs ±1.2% · 80.6k/s`, else how it ended. */
  readonly title: string
  /** Milliseconds since the epoch. */
  readonly startedAt: number
}

export interface RunDetail extends RunSummary {
  readonly place: Place
  /** Why it did not complete; null when it did, and where its user knows. */
  readonly message: string | null
  /** The place that the message speaks of. */
  readonly messageAt: Place | null
  /** The call, and where it came from where that is worth a word. */
  readonly workload: { readonly expression: string; readonly origin: string | null }
  /** A function was profiled, whose inputs can be changed and calls recorded. */
  readonly isOfFunction: boolean
  /** Sentences about what the figures rest on, and the environment. */
  readonly facts: readonly string[]
  readonly warnings: readonly string[]
  /** Null where nothing was sampled. */
  readonly heat: PanelHeat | null
}

/** Where the time went, hottest first. */
export interface PanelHeat {
  /** False where the recorder knows no call sites: there are no totals to show. */
  readonly hasTotals: boolean
  readonly functions: readonly FunctionRow[]
  readonly moreFunctions: number
  readonly lines: readonly LineRow[]
  readonly moreLines: number
  readonly garbageCollectionShare: number
  readonly unmappedShare: number
}

/** A place in a file of the run. */
export interface Place {
  /** As in the run: relative to its root with `/`, absolute outside it. */
  readonly file: string
  /** 0-based. */
  readonly line: number
}

export interface FunctionRow {
  readonly place: Place
  readonly name: string
  readonly self: ShareCell
  readonly total: ShareCell | null
}

export interface LineRow {
  readonly place: Place
  /** The line's text as it was measured, cut; null where it is not known. */
  readonly excerpt: string | null
  readonly self: ShareCell
  readonly total: ShareCell | null
  readonly selfMsPerCall: number | null
}

export interface ShareCell {
  /** Of the run's samples, 0 to 1. */
  readonly share: number
  /** 95% */
  readonly low: number
  readonly high: number
  readonly samples: number
  /** 0 where too few samples tell the share well. */
  readonly level: HeatLevel
}

/** What the view of the runs is made from. */
export interface RunsInput {
  /** Newest first. */
  readonly runs: readonly Run[]
  /** The newest where it is null or gone. */
  readonly selectedRunId: string | null
  /** The run that is not finished yet. */
  readonly runningRunId: string | null
  readonly notice: string | null
  /** Newest first. */
  readonly scalings: readonly Scaling[]
  /** A scaling that is shown alone, as its function has no run; null where a run is shown. */
  readonly loneScalingId: string | null
  /** A line of a run's file as it was measured, null where that is not known. */
  readonly excerptOf: (run: Run, place: Place) => string | null
}

const mostRows = 100
const mostWarnings = 20
const longestExcerpt = 120
const longestText = 4000

/** The view of the runs: small enough for one message, however large they are. */
export function runsView(input: RunsInput): RunsView {
  const lone = input.scalings.find(({ id }) => id === input.loneScalingId) ?? null
  const selected = lone === null ? input.runs.find((run) => run.id === input.selectedRunId) ?? input.runs[0] ?? null : null
  const scaling = lone ?? (selected && newestScalingOf(selected, input.scalings))
  const shown = input.runs.slice(0, mostRows)
  return {
    kind: 'runs',
    runs: shown.map((run) => summary(run, input.runningRunId)),
    moreRuns: input.runs.length - shown.length,
    selected: selected && detail(selected, input),
    scaling: scaling && scalingDetail(scaling),
    notice: input.notice,
  }
}

/** The newest scaling of a run's function. */
export function newestScalingOf(run: Pick<Run, 'root' | 'function'>, scalings: readonly Scaling[]): Scaling | null {
  return scalings.find((scaling) => scaling.root === run.root && scaling.function.id === run.function.id) ?? null
}

function summary(run: Run, runningRunId: string | null): RunSummary {
  const isRunning = run.id === runningRunId
  return {
    id: run.id,
    functionName: run.function.name,
    file: run.function.file,
    outcome: run.outcome,
    isRunning,
    title: titleOf(run, isRunning),
    startedAt: run.startedAt,
  }
}

function titleOf(run: Run, isRunning: boolean): string {
  const time = timingTitle(run)
  if (isRunning) return time ?? 'measuring…'
  if (run.outcome !== 'completed') return describeOutcome(run.outcome)
  return time ?? (isRunOnce(run.workload) ? `${formatDuration(run.measuringMs)} in all` : 'no time measured')
}

function detail(run: Run, input: RunsInput): RunDetail {
  return {
    ...summary(run, input.runningRunId),
    place: { file: run.function.file, line: run.function.startLine },
    message: run.message === null || run.outcome === 'cancelled' ? null : cut(run.message, longestText),
    messageAt: run.messageAt ?? null,
    isOfFunction: isOfFunction(run),
    workload: { expression: cut(run.workload.expression, longestText), origin: describeOrigin(run.workload) },
    facts: [...(run.timing === null ? [] : [describeTiming(run.timing)]), describeMeasuring(run), describeEnvironment(run.environment)],
    warnings: run.warnings.slice(0, mostWarnings).map((warning) => cut(warning, longestText)),
    heat: heatOf(run, input.excerptOf),
  }
}

function heatOf(run: Run, excerptOf: RunsInput['excerptOf']): PanelHeat | null {
  const { attribution } = run
  if (attribution === null || attribution.stackSamples === 0) return null
  const functions = attribution.functions.slice(0, mostRows)
  const lines = attribution.lines.slice(0, mostRows)
  return {
    hasTotals: hasTotals(attribution),
    functions: functions.map((each) => ({ place: { file: each.file, line: each.line }, name: cut(each.name, longestExcerpt), self: cell(each.self), total: each.total && cell(each.total) })),
    moreFunctions: attribution.functions.length - functions.length,
    lines: lines.map((each) => lineRow(each, excerptOf(run, { file: each.file, line: each.line }))),
    moreLines: attribution.lines.length - lines.length,
    garbageCollectionShare: attribution.garbageCollection.share,
    unmappedShare: attribution.unmappedShare,
  }
}

function lineRow(heat: LineHeat, excerpt: string | null): LineRow {
  return {
    place: { file: heat.file, line: heat.line },
    excerpt: excerpt === null ? null : cut(excerpt.trim(), longestExcerpt),
    self: cell(heat.self),
    total: heat.total && cell(heat.total),
    selfMsPerCall: heat.selfMsPerCall,
  }
}

function cell(estimate: ShareEstimate): ShareCell {
  const { share, interval, samples } = estimate
  return { share, low: interval.low, high: interval.high, samples, level: isColoured(estimate) ? levelOf(share) : 0 }
}

function cut(text: string, length: number): string {
  return text.length <= length ? text : `${text.slice(0, length - 1)}…`
}
