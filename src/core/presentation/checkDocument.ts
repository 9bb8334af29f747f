import { summariseCheck } from '../comparison/check.ts'
import type { Check, CheckSummary } from '../comparison/check.ts'
import { toOneBased } from '../position.ts'
import { comparisonDocument } from './comparisonDocument.ts'
import type { ComparisonDocument } from './comparisonDocument.ts'

/** A check for programs: what `heatline check --json` prints, described by `schema/check.schema.json`. */
export interface CheckDocument {
  readonly schemaVersion: 1
  readonly summary: CheckSummary & { readonly seconds: number; readonly wasCancelled: boolean }
  /** Those that were compared, in the order of the check. */
  readonly comparisons: readonly ComparisonDocument[]
  /** Those that could not be, and why. */
  readonly failures: readonly NotCompared[]
  /** Those that the base does not have, mostly because they are new. */
  readonly withoutBase: readonly NotCompared[]
}

export interface NotCompared {
  readonly function: { readonly id: string; readonly file: string; readonly name: string; readonly startLine: number }
  readonly message: string
}

/** The check's document; nothing in it is rounded. */
export function checkDocument(check: Check): CheckDocument {
  const { functions, seconds, wasCancelled } = check
  return {
    schemaVersion: 1,
    summary: { ...summariseCheck(check), seconds, wasCancelled },
    comparisons: functions.flatMap(({ result }) => (result.kind === 'compared' ? [comparisonDocument(result.comparison)] : [])),
    failures: notCompared(functions, 'failed'),
    withoutBase: notCompared(functions, 'withoutBase'),
  }
}

function notCompared(functions: Check['functions'], kind: 'failed' | 'withoutBase'): readonly NotCompared[] {
  return functions.flatMap(({ id, file, name, line, result }) => (result.kind === kind ? [{ function: { id, file, name, startLine: toOneBased(line) }, message: result.message }] : []))
}
