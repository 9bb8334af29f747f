import type { Environment } from '../comparison/environment.ts'
import type { Run } from '../comparison/run.ts'
import type { Workload } from '../comparison/workload.ts'
import type { SortedInsights } from '../insights/dismissal.ts'
import type { Outcome } from '../outcome.ts'
import { toOneBased } from '../position.ts'
import type { Attribution } from '../profile/attribution.ts'
import type { SandboxAction } from '../sandboxAction.ts'
import type { Interval } from '../statistics/interval.ts'
import { evidenceDocument } from './evidenceDocument.ts'
import type { EvidenceDocument } from './evidenceDocument.ts'
import { dismissedDocument, insightDocument } from './insightDocument.ts'
import type { DismissedInsightDocument, InsightDocument } from './insightDocument.ts'
import { ratePerSecond } from './formatRate.ts'

/**
 * A run for programs: what `heatline profile --json` prints, described by `schema/profile.schema.json`. Positions are
 * 1-based as people write them, files relative to the workspace, shares from 0 to 1, times in milliseconds.
 */
export interface RunDocument {
  readonly schemaVersion: 1
  readonly outcome: Outcome
  /** Why it did not complete; null when it did. */
  readonly message: string | null
  /** What the sandbox refused, as `--allow` takes it; null where nothing was refused, or nothing would open it. */
  readonly deniedAction: SandboxAction | null
  readonly function: { readonly id: string; readonly file: string; readonly name: string; readonly startLine: number; readonly endLine: number }
  readonly workload: { readonly kind: Workload['kind']; readonly description: string }
  readonly timing: { readonly medianMs: number; readonly confidenceIntervalMs: Interval | null; readonly iterations: number; readonly processes: number } | null
  readonly throughput: { readonly perSecond: number } | null
  /** Null where it was not counted. */
  readonly allocatedBytesPerCall: number | null
  /** Of a call's time, 0 to 1; null where it was not measured. */
  readonly waitingShare: number | null
  readonly lines: readonly LineEntry[]
  readonly functions: readonly FunctionEntry[]
  readonly stackSamples: number
  /** Null where nothing was sampled. */
  readonly garbageCollectionShare: number | null
  readonly unmappedShare: number | null
  /** Null where there is nothing beyond samples and times. */
  readonly evidence: EvidenceDocument | null
  readonly environment: Environment
  readonly warnings: readonly string[]
  readonly insights: readonly InsightDocument[]
  /** Those that were looked at and left as they are. */
  readonly dismissedInsights: readonly DismissedInsightDocument[]
}

export interface LineEntry {
  readonly file: string
  readonly line: number
  readonly selfShare: number
  readonly selfShareInterval: Interval
  /** Null where the recorder knows no call sites. */
  readonly totalShare: number | null
  readonly selfMsPerCall: number | null
  readonly stackSamples: number
}

export interface FunctionEntry {
  readonly file: string
  readonly name: string
  readonly line: number
  readonly selfShare: number
  readonly totalShare: number | null
}

/** The run's document, with what to change; nothing in it is rounded. */
export function runDocument(run: Run, { open, dismissed }: SortedInsights): RunDocument {
  const { timing, attribution } = run
  const { id, file, name, startLine, endLine } = run.function
  const perSecond = timing === null ? null : ratePerSecond(timing.medianMs)
  return {
    schemaVersion: 1,
    outcome: run.outcome,
    message: run.message,
    deniedAction: run.deniedAction ?? null,
    function: { id, file, name, startLine: toOneBased(startLine), endLine: toOneBased(endLine) },
    workload: { kind: run.workload.kind, description: run.workload.expression },
    timing: timing && {
      medianMs: timing.medianMs,
      confidenceIntervalMs: timing.confidenceIntervalMs,
      iterations: timing.iterations,
      processes: timing.processes,
    },
    throughput: perSecond === null ? null : { perSecond },
    allocatedBytesPerCall: run.allocatedBytesPerCall,
    waitingShare: run.waitingShare ?? null,
    lines: attribution === null ? [] : lineEntries(attribution),
    functions: attribution === null ? [] : functionEntries(attribution),
    stackSamples: attribution?.stackSamples ?? 0,
    garbageCollectionShare: attribution?.garbageCollection.share ?? null,
    unmappedShare: attribution?.unmappedShare ?? null,
    evidence: run.evidence === undefined ? null : evidenceDocument(run.evidence),
    environment: run.environment,
    warnings: run.warnings,
    insights: open.map(insightDocument),
    dismissedInsights: dismissed.map(dismissedDocument),
  }
}

export function lineEntries({ lines }: Pick<Attribution, 'lines'>): readonly LineEntry[] {
  return lines.map((each) => ({
    file: each.file,
    line: toOneBased(each.line),
    selfShare: each.self.share,
    selfShareInterval: each.self.interval,
    totalShare: each.total?.share ?? null,
    selfMsPerCall: each.selfMsPerCall,
    stackSamples: each.self.samples,
  }))
}

export function functionEntries({ functions }: Pick<Attribution, 'functions'>): readonly FunctionEntry[] {
  return functions.map((each) => ({
    file: each.file,
    name: each.name,
    line: toOneBased(each.line),
    selfShare: each.self.share,
    totalShare: each.total?.share ?? null,
  }))
}
