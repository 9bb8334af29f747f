import type { CallShape } from '../../core/workloads/inputShape.ts'
import type { BodyLiterals } from './bodyLiterals.ts'
import { growingDrive } from './growingDrive.ts'
import { inputProfiles } from './inputProfile.ts'
import { rowTexts } from './rowTexts.ts'
import type { AcceptRows } from './rowTexts.ts'

/** Rows of several ways to call a function. */
export interface AlternativeRows {
  readonly rows: readonly string[]
  /** Of each row, the number of its alternative. */
  readonly origins: readonly number[]
  /** As in `RowTexts`, of all alternatives. */
  readonly drives: readonly (string | null)[]
}

/** Makes rows for each alternative, each once, the same ones for the same seed. */
export function alternativeRows(alternatives: readonly CallShape[], takesReceiver: boolean, literals: BodyLiterals, seed: number, count: number, accept?: AcceptRows, wanted: readonly string[] = []): AlternativeRows {
  const origins = new Map<string, number>()
  const drives = new Set<string | null>()
  const [profile] = inputProfiles
  const each = Math.ceil(count / Math.max(1, alternatives.length))
  for (const [index, call] of alternatives.entries()) {
    const made = rowTexts(call, takesReceiver, literals, seed + index * 101, each, accept, wanted)
    for (const row of made.rows) if (!origins.has(row)) origins.set(row, index)
    for (const drive of made.drives) drives.add(drive)
    const growing = profile === undefined || drives.size > 3 ? null : growingDrive(call.returns, { profile, literals, name: 'value', depth: 0 }, seed)
    if (growing !== null) drives.add(growing)
  }
  drives.delete(null)
  return { rows: [...origins.keys()], origins: [...origins.values()], drives: [...drives, null] }
}
