import type { Cause, Comparison, ComparisonBase } from '../comparison/comparison.ts'
import type { Difference } from '../comparison/difference.ts'
import type { Environment } from '../comparison/environment.ts'
import { regressionsOf, worstSeverity } from '../comparison/regressions.ts'
import type { Measure, Severity } from '../comparison/regressions.ts'
import type { Verdict } from '../comparison/verdict.ts'
import type { Workload } from '../comparison/workload.ts'
import type { Outcome } from '../outcome.ts'
import { toOneBased } from '../position.ts'
import type { SandboxAction } from '../sandboxAction.ts'
import type { Interval } from '../statistics/interval.ts'

/** How one figure differs. All differences are current / base - 1. */
export interface DifferenceDocument {
  readonly verdict: Verdict
  readonly relativeDifference: number | null
  readonly confidenceInterval: Interval | null
  readonly pValue: number | null
  readonly minimumDetectableEffect: number | null
  readonly pairs: number
  readonly threshold: number
  /** Milliseconds of time, bytes of memory, calls per second of throughput; for display. */
  readonly basePerCall: number | null
  readonly currentPerCall: number | null
}

/** A comparison for programs: what `heatline compare --json` prints, described by `schema/compare.schema.json`. Time's figures are at the top. Lines are 1-based. */
export interface ComparisonDocument extends DifferenceDocument {
  readonly schemaVersion: 1
  readonly outcome: Outcome
  /** Why it did not complete, or why nothing could be told; null otherwise. */
  readonly message: string | null
  readonly deniedAction: SandboxAction | null
  readonly function: { readonly id: string; readonly file: string; readonly name: string; readonly startLine: number; readonly endLine: number }
  readonly base: Omit<ComparisonBase, 'text' | 'functionName'> & { readonly function: string }
  readonly workload: { readonly kind: Workload['kind']; readonly description: string }
  /** What fails a check; empty where nothing does. */
  readonly regressions: readonly Measure[]
  readonly severity: Severity | null
  readonly seconds: number
  readonly sameAnswers: boolean | null
  readonly memory: DifferenceDocument
  readonly throughput: DifferenceDocument
  readonly causes: readonly CauseDocument[]
  readonly environment: Environment
  readonly warnings: readonly string[]
}

export interface CauseDocument extends Omit<Cause, 'functionName'> {
  readonly function: string
}

/** The comparison's document; nothing in it is rounded. */
export function comparisonDocument(comparison: Comparison): ComparisonDocument {
  const { id, file, name, startLine, endLine } = comparison.function
  const { base, workload } = comparison
  return {
    schemaVersion: 1,
    outcome: comparison.outcome,
    message: comparison.message,
    deniedAction: comparison.deniedAction,
    function: { id, file, name, startLine: toOneBased(startLine), endLine: toOneBased(endLine) },
    base: { kind: base.kind, label: base.label, commit: base.commit, runId: base.runId, file: base.file, function: base.functionName },
    workload: { kind: workload.kind, description: workload.expression },
    ...differenceDocument(comparison.time),
    regressions: regressionsOf(comparison),
    severity: worstSeverity(comparison),
    seconds: comparison.seconds,
    sameAnswers: comparison.sameAnswers,
    memory: differenceDocument(comparison.memory),
    throughput: differenceDocument(comparison.throughput),
    causes: comparison.causes.map(causeDocument),
    environment: comparison.environment,
    warnings: comparison.warnings,
  }
}

function causeDocument({ functionName, line, feltAt, ...cause }: Cause): CauseDocument {
  return { ...cause, line: toOneBased(line), function: functionName, ...(feltAt === undefined ? {} : { feltAt: { ...feltAt, line: toOneBased(feltAt.line) } }) }
}

function differenceDocument({ verdict, relativeDifference, confidenceInterval, pValue, minimumDetectableEffect, pairs, threshold, base, current }: Difference): DifferenceDocument {
  return { verdict, relativeDifference, confidenceInterval, pValue, minimumDetectableEffect, pairs, threshold, basePerCall: base, currentPerCall: current }
}
