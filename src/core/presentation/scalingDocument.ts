import type { Environment } from '../comparison/environment.ts'
import type { Scaling } from '../comparison/scaling.ts'
import type { Workload } from '../comparison/workload.ts'
import type { Outcome } from '../outcome.ts'
import { toOneBased } from '../position.ts'
import type { SandboxAction } from '../sandboxAction.ts'
import type { GrowthName } from '../statistics/fitScaling.ts'
import type { Interval } from '../statistics/interval.ts'

/** A scaling for programs: what `heatline scaling --json` prints, described by `schema/scaling.schema.json`. Lines are 1-based, times milliseconds. */
export interface ScalingDocument {
  readonly schemaVersion: 1
  readonly outcome: Outcome
  /** Why there is no figure; null when there is one. */
  readonly message: string | null
  readonly deniedAction: SandboxAction | null
  readonly function: { readonly id: string; readonly file: string; readonly name: string; readonly startLine: number; readonly endLine: number }
  readonly workload: { readonly kind: Workload['kind']; readonly description: string }
  readonly sizes: readonly {
    readonly size: number
    /** Per call, in the quickest process. */
    readonly ms: number
    readonly processesMs: readonly number[]
    readonly calls: number
    /** False where something else than the size takes the time, or it is too short to tell. */
    readonly inFit: boolean
  }[]
  readonly fit: {
    readonly exponent: number
    readonly exponentInterval: Interval
    /** Those that fit; empty where none does. */
    readonly classes: readonly GrowthName[]
    /** Where none fits: the nearest slower and faster one, null beyond the ends. */
    readonly between: readonly [GrowthName | null, GrowthName | null] | null
  } | null
  readonly environment: Environment
  readonly warnings: readonly string[]
}

/** The scaling's document; nothing in it is rounded. */
export function scalingDocument(scaling: Scaling): ScalingDocument {
  const { fit } = scaling
  const { id, file, name, startLine, endLine } = scaling.function
  return {
    schemaVersion: 1,
    outcome: scaling.outcome,
    message: scaling.message,
    deniedAction: scaling.deniedAction,
    function: { id, file, name, startLine: toOneBased(startLine), endLine: toOneBased(endLine) },
    workload: { kind: scaling.workload.kind, description: scaling.workload.expression },
    sizes: scaling.sizes.map(({ size, ms, processesMs, calls }) => ({
      size,
      ms,
      processesMs,
      calls,
      inFit: fit !== null && size >= fit.fromSize,
    })),
    fit: fit && {
      exponent: fit.exponent,
      exponentInterval: fit.exponentInterval,
      classes: fit.growth.kind === 'fits' ? fit.growth.names : [],
      between: fit.growth.kind === 'between' ? [fit.growth.slower, fit.growth.faster] : null,
    },
    environment: scaling.environment,
    warnings: scaling.warnings,
  }
}
