import type { Workload } from '../comparison/workload.ts'
import type { MeasuredEffect } from '../insights/measuredEffect.ts'
import type { TriedFunction } from '../insights/triedFunction.ts'

/** What came of a patch, for programs: what `heatline try --json` prints, described by `schema/try.schema.json`. */
export interface TrialDocument {
  readonly schemaVersion: 1
  readonly functions: readonly {
    readonly file: string
    readonly name: string
    /** What it was run with; null where none was found. */
    readonly workload: { readonly kind: Workload['kind']; readonly description: string } | null
    readonly measuredEffect: MeasuredEffect | null
    /** Why it could not be tried; null where it was. */
    readonly message: string | null
  }[]
  /** Functions that the patch changes too, and that were left out. */
  readonly leftOut: readonly string[]
}

export function trialDocument(functions: readonly TriedFunction[], leftOut: readonly string[]): TrialDocument {
  return { schemaVersion: 1, functions: functions.map(({ file, name, workload, effect, message }) => ({ file, name, workload: workload && { kind: workload.kind, description: workload.expression }, measuredEffect: effect, message })), leftOut }
}
