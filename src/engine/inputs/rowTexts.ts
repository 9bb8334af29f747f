import * as fc from 'fast-check'
import type { CallShape } from '../../core/workloads/inputShape.ts'
import type { BodyLiterals } from './bodyLiterals.ts'
import { driveText } from './driveText.ts'
import { inputProfiles } from './inputProfile.ts'
import { argumentTexts, shapeTexts } from './shapeTexts.ts'

/** Rows of inputs that might do, and ways of driving results. */
export interface RowTexts {
  /** Texts of arrays, the receiver first where there is one; each once. */
  readonly rows: readonly string[]
  /** Functions of a result, the most thorough first; `null` is to do nothing. */
  readonly drives: readonly (string | null)[]
}

/** Characters of one row: larger inputs are no better to choose among. */
const longestRow = 20_000

/**
 * Makes rows for a function, the same ones for the same seed.
 * @param takesReceiver the function is called on something that is made for it
 */
export function rowTexts(call: CallShape, takesReceiver: boolean, literals: BodyLiterals, seed: number, count: number): RowTexts {
  const rows = new Set<string>()
  const variants = call.overloads.flatMap((parameters) => inputProfiles.map((profile) => ({ parameters, profile })))
  const perVariant = Math.max(2, Math.ceil(count / Math.max(1, variants.length)))
  for (const [index, { parameters, profile }] of variants.entries()) {
    const at = { profile, literals, name: 'value', depth: 0 }
    const args = argumentTexts(parameters, at)
    const receiver = takesReceiver ? shapeTexts(call.receiver ?? { kind: 'unknown' }, { ...at, name: 'receiver', depth: 1 }) : null
    if (args === null || (takesReceiver && receiver === null)) continue
    const row = fc.tuple(receiver ?? fc.constant(null), args).map(([own, all]) => `[${[...(own === null ? [] : [own]), ...all].join(', ')}]`)
    for (const text of fc.sample(row, { seed: seed + index, numRuns: perVariant })) if (text.length <= longestRow) rows.add(text)
  }
  const [profile] = inputProfiles
  const drives = profile === undefined ? [] : [true, false].map((withMembers) => driveText(call.returns, { profile, literals, name: 'value', depth: 0 }, seed, withMembers))
  return { rows: [...rows], drives: [...new Set([...drives, null])] }
}
