import type { Comparison } from '../../comparison/comparison.ts'
import { isOfFunction } from '../../comparison/isOfFunction.ts'
import type { Run } from '../../comparison/run.ts'
import type { SortedInsights } from '../../insights/dismissal.ts'
import type { Insight } from '../../insights/insight.ts'
import { isConfirmed } from '../../insights/measuredEffect.ts'
import { describeExpected, describeMeasured, describeShare, describeWeight } from '../describeInsight.ts'
import { describeEnvironment, describeMeasuring, describeOrigin, describeOutcome } from '../describeRun.ts'
import { formatShare, formatShareInterval } from '../formatShare.ts'
import { placeText } from '../placeText.ts'
import { timingTitle } from '../timingTitle.ts'
import { comparisonReport } from './comparisonReport.ts'
import type { ComparisonReport } from './comparisonReport.ts'
import { evidenceTables } from './evidenceTables.ts'
import { figuresOf } from './figures.ts'
import type { Figure } from './figures.ts'
import { listingsOf } from './listing.ts'
import type { Listing } from './listing.ts'
import type { ReportTable } from './reportTable.ts'

/** What a report is made of, for one function. */
export interface ReportedRun {
  readonly run: Run
  readonly insights: SortedInsights
  readonly comparison: Comparison | null
  /** A line of a file as it was measured: file as in the run, line 0-based; null where it is not known. */
  readonly lineOf: (file: string, line: number) => string | null
}

/** Runs for people who were not there: all texts are ready to be read, and plain. */
export interface Report {
  readonly title: string
  readonly functions: readonly FunctionReport[]
}

export interface FunctionReport {
  readonly name: string
  /** `src/cart.ts:6` */
  readonly place: string
  /** `12.4 µs ±1.2% · 80.6k/s`, else how it ended. */
  readonly headline: string
  /** Why it did not complete; null where it did. */
  readonly message: string | null
  readonly call: string
  readonly figures: readonly Figure[]
  readonly listings: readonly Listing[]
  readonly hotFunctions: ReportTable | null
  readonly insights: readonly InsightReport[]
  /** `2 dismissed`; null for none. */
  readonly dismissed: string | null
  readonly comparison: ComparisonReport | null
  readonly evidence: readonly ReportTable[]
  readonly warnings: readonly string[]
  /** How it was measured, and on what. */
  readonly facts: readonly string[]
}

export interface InsightReport {
  readonly title: string
  /** `high · quick win · slow operation · 62% of the time` */
  readonly weight: string
  readonly place: string
  /** Why, and what was measured. */
  readonly text: string
  readonly effect: string
  /** It was tried, and is surely faster with the same answers. */
  readonly isConfirmed: boolean
  /** Null where it leads nowhere that a report may link to. */
  readonly link: string | null
}

const mostFunctions = 10

/** A report of runs, in the order that they were asked for. */
export function reportOf(runs: readonly ReportedRun[]): Report {
  const functions = runs.map(functionReport)
  const [only] = functions
  return { title: functions.length === 1 && only !== undefined ? only.name : `${functions.length} functions`, functions }
}

function functionReport(reported: ReportedRun): FunctionReport {
  const { run, insights: { open, dismissed }, comparison, lineOf } = reported
  const { function: profiled, workload } = run
  const origin = describeOrigin(workload)
  return {
    name: profiled.name,
    place: placeText({ file: profiled.file, line: profiled.startLine }),
    headline: run.outcome === 'completed' ? timingTitle(run) ?? 'no time measured' : describeOutcome(run.outcome),
    message: run.message,
    call: [workload.expression, ...(origin === null ? [] : [`(${origin})`])].join(' '),
    figures: figuresOf(run),
    listings: listingsOf(run, lineOf),
    hotFunctions: hotFunctions(run),
    insights: open.map(insightReport),
    dismissed: dismissed.length === 0 ? null : `${dismissed.length} dismissed`,
    comparison: comparison && comparisonReport(comparison),
    evidence: run.evidence === undefined ? [] : evidenceTables(run.evidence),
    warnings: run.warnings,
    facts: [new Date(run.startedAt).toISOString().replace('T', ' ').replace(/\..*/u, ' UTC'), describeMeasuring(run), describeEnvironment(run.environment)],
  }
}

function insightReport(insight: Insight): InsightReport {
  const { title, kind, file, line, explanation, evidence, link, measuredEffect, expectedEffect } = insight
  return {
    title,
    weight: [describeWeight(insight), kind, describeShare(insight)].join(' · '),
    place: placeText({ file, line }),
    text: `${explanation} ${evidence}`,
    effect: measuredEffect === undefined ? describeExpected(expectedEffect) : describeMeasured(measuredEffect),
    isConfirmed: measuredEffect !== undefined && isConfirmed(measuredEffect),
    link: link.startsWith('https://') ? link : null,
  }
}

/** Null where the profiled function itself is all there is to tell. */
function hotFunctions(run: Run): ReportTable | null {
  const functions = (run.attribution?.functions ?? []).slice(0, mostFunctions)
  const [first, ...more] = functions
  if (first === undefined || (more.length === 0 && isOfFunction(run) && first.name === run.function.name)) return null
  return {
    title: 'Hot functions',
    columns: ['function', 'place', 'self', 'total'],
    rows: functions.map(({ name, file, line, self, total }) => [name, placeText({ file, line }), `${formatShare(self.share)} (${formatShareInterval(self.interval)})`, total === null ? '' : formatShare(total.share)]),
  }
}
