import type { Environment } from '../comparison/environment.ts'
import type { Verdict } from '../comparison/verdict.ts'
import type { Workload } from '../comparison/workload.ts'
import type { Outcome } from '../outcome.ts'
import { toOneBased } from '../position.ts'
import type { SandboxAction } from '../sandboxAction.ts'
import type { Interval } from '../statistics/interval.ts'
import type { TuneDecision, Tuning } from '../tune/tuning.ts'

/** A search for programs: what `heatline tune --json` prints, described by `schema/tune.schema.json`. Lines are 1-based; differences are to the present value's time, new / present - 1. */
export interface TuningDocument {
  readonly schemaVersion: 1
  readonly outcome: Outcome
  /** Why it did not complete; null where it did. */
  readonly message: string | null
  readonly deniedAction: SandboxAction | null
  readonly function: { readonly id: string; readonly file: string; readonly name: string; readonly startLine: number; readonly endLine: number }
  readonly workload: { readonly kind: Workload['kind']; readonly description: string }
  readonly constant: { readonly name: string; readonly file: string; readonly line: number; readonly value: number }
  readonly range: { readonly low: number; readonly high: number; readonly step: number | null; readonly powersOf: number | null }
  /** Null where it did not complete. */
  readonly decision: TuneDecision['kind'] | null
  /** The value to take: one that is surely better; null where there is none. */
  readonly best: number | null
  readonly values: readonly TunedValueDocument[]
  readonly seconds: number
  readonly environment: Environment
  readonly warnings: readonly string[]
}

export interface TunedValueDocument {
  readonly value: number
  /** Why it cannot be taken; null where it was measured. */
  readonly excluded: string | null
  readonly verdict: Verdict | null
  readonly relativeDifference: number | null
  readonly confidenceInterval: Interval | null
  readonly pairs: number
  readonly sameAnswers: boolean | null
}

/** The search's document; nothing in it is rounded. */
export function tuningDocument(tuning: Tuning): TuningDocument {
  const { id, file, name, startLine, endLine } = tuning.function
  const { constant, range: { low, high, spacing }, workload, decision } = tuning
  return {
    schemaVersion: 1,
    outcome: tuning.outcome,
    message: tuning.message,
    deniedAction: tuning.deniedAction,
    function: { id, file, name, startLine: toOneBased(startLine), endLine: toOneBased(endLine) },
    workload: { kind: workload.kind, description: workload.expression },
    constant: { name: constant.name, file: constant.file, line: toOneBased(constant.line), value: constant.value },
    range: { low, high, step: spacing.kind === 'step' ? spacing.step : null, powersOf: spacing.kind === 'powers' ? spacing.base : null },
    decision: decision?.kind ?? null,
    best: decision?.kind === 'better' ? decision.value : null,
    values: tuning.tried.map((each): TunedValueDocument => {
      const { value } = each
      if (each.kind === 'excluded') return { value, excluded: each.message, verdict: null, relativeDifference: null, confidenceInterval: null, pairs: 0, sameAnswers: null }
      const { verdict, relativeDifference, confidenceInterval, pairs } = each.time
      return { value, excluded: null, verdict, relativeDifference, confidenceInterval, pairs, sameAnswers: each.sameAnswers }
    }),
    seconds: tuning.seconds,
    environment: tuning.environment,
    warnings: tuning.warnings,
  }
}
