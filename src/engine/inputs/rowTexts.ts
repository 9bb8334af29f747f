import * as fc from 'fast-check'
import type { CallShape } from '../../core/workloads/inputShape.ts'
import type { BodyLiterals } from './bodyLiterals.ts'
import { driveTexts } from './driveText.ts'
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

/** Of so many candidates for a row one is wanted: types that a shape says less of than the checker knows take more. */
const candidatesPerRow = 1.5

/** Fewer accepted rows than that, and others are made. */
const fewRows = 60

/** Rows of texts of values: which of them the checker accepts. */
export type AcceptRows = (rows: readonly (readonly string[])[]) => readonly boolean[]

/** Where there is nobody to ask. */
const acceptAll: AcceptRows = (rows) => rows.map(() => true)

/**
 * Makes rows for a function, the same ones for the same seed.
 * @param takesReceiver the function is called on something that is made for it
 * @param count of rows, at most
 * @param wanted names of functions that results may hand out and that should run
 */
export function rowTexts(call: CallShape, takesReceiver: boolean, literals: BodyLiterals, seed: number, count: number, accept: AcceptRows = acceptAll, wanted: readonly string[] = []): RowTexts {
  const rows = new Map<string, readonly string[]>()
  for (let round = 0; round < 2 && rows.size < fewRows; round++) {
    const candidates = candidateRows(call, takesReceiver, literals, seed + round * 1_000, Math.ceil(count * candidatesPerRow)).filter((row) => !rows.has(rowText(row)))
    const accepted = accept(candidates)
    for (const [index, row] of candidates.entries()) if (accepted[index] === true) rows.set(rowText(row), row)
    // The same few come again.
    if (candidates.length < fewRows) break
  }
  const profile = inputProfiles[1] ?? inputProfiles[0]
  const drives = profile === undefined ? [] : driveTexts(call.returns, { profile: { ...profile, optional: 1 }, literals, name: 'value', depth: 1, isBusy: true }, seed, wanted)
  return { rows: spread([...rows.keys()], count), drives: [...drives, null] }
}

function candidateRows(call: CallShape, takesReceiver: boolean, literals: BodyLiterals, seed: number, count: number): readonly (readonly string[])[] {
  const rows = new Map<string, readonly string[]>()
  const variants = call.overloads.flatMap((parameters) => inputProfiles.map((profile) => ({ parameters, profile })))
  const perVariant = Math.max(2, Math.ceil(count / Math.max(1, variants.length)))
  for (const [index, { parameters, profile }] of variants.entries()) {
    const at = { profile, literals, name: 'value', depth: 0 }
    const args = argumentTexts(parameters, at)
    const receiver = takesReceiver ? shapeTexts(call.receiver ?? { kind: 'unknown' }, { ...at, name: 'receiver', depth: 1 }) : null
    if (args === null || (takesReceiver && receiver === null)) continue
    const row = fc.tuple(receiver ?? fc.constant(null), args).map(([own, all]) => [...(own === null ? [] : [own]), ...all])
    for (const each of fc.sample(row, { seed: seed + index, numRuns: perVariant })) if (rowText(each).length <= longestRow) rows.set(rowText(each), each)
  }
  return [...rows.values()]
}

/** A row as it is evaluated: an array. */
export function rowText(row: readonly string[]): string {
  return `[${row.join(', ')}]`
}

/** So many of the items, from all over them. */
function spread<Item>(items: readonly Item[], most: number): readonly Item[] {
  return items.length <= most ? items : Array.from({ length: most }, (_, index) => items[Math.floor(index * items.length / most)]).filter((item) => item !== undefined)
}
