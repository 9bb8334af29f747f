import type { SourcePlace } from '../profile/generatedPosition.ts'
import type { LoggedDeopt, LoggedPosition } from './optimisationLog.ts'

/** A place at which V8 threw optimised code away, for one reason. */
export interface Deoptimisation {
  /** Relative to the workspace root with `/`, absolute outside it. */
  readonly file: string
  /** 0-based: of the operation, or of the function where all of its code was given up. */
  readonly line: number
  readonly column: number
  /** The function that the place is in, as in ids. */
  readonly function: string
  /** V8's word: `eager`, `lazy`, `dependency-change`. */
  readonly kind: string
  /** V8's words: `not a Smi`. */
  readonly reason: string
  /** How often, once calls were warm: V8 guesses wrong again and again. */
  readonly count: number
  /** How often before, from the first call on, where it matters little: it is how V8 learns. */
  readonly whileWarmingUp: number
}

/** What was logged, and how to read it. */
export interface LoggedDeopts {
  readonly whileWarmingUp: readonly LoggedDeopt[]
  readonly warm: readonly LoggedDeopt[]
  /** Where a place of a script stands in the user's sources; null where it does not. */
  readonly placeOf: (position: LoggedPosition) => SourcePlace | null
  /** The name of the function at a place. */
  readonly ownerOf: (place: SourcePlace) => string
  /** A file as the result names it. */
  readonly nameOf: (file: string) => string
}

/** In the middle of a loop code gives way to faster code, or is left at the end of the loop that it was made for: no loss (V8's `src/deoptimizer/deoptimize-reason.h`). */
const isReplacement = (reason: string): boolean => /^prepare for on stack replacement|^exit from OSR/u.test(reason)

/** Deoptimisations in the user's code: those of warm calls first, the most frequent first. */
export function sumDeoptimisations({ whileWarmingUp, warm, placeOf, ownerOf, nameOf }: LoggedDeopts): readonly Deoptimisation[] {
  const sums = new Map<string, Deoptimisation>()
  const add = ({ kind, reason, positions }: LoggedDeopt, part: 'count' | 'whileWarmingUp'): void => {
    if (isReplacement(reason)) return
    // What was inlined into the user's code from elsewhere is seen where it is called.
    const place = positions.map(placeOf).find((each) => each !== null) ?? null
    if (place === null) return
    const { file, line, column } = place
    const key = `${kind}\n${reason}\n${line}:${column}\n${file}`
    const known = sums.get(key) ?? { file: nameOf(file), line, column, function: ownerOf(place), kind, reason, count: 0, whileWarmingUp: 0 }
    sums.set(key, { ...known, [part]: known[part] + 1 })
  }
  for (const each of whileWarmingUp) add(each, 'whileWarmingUp')
  for (const each of warm) add(each, 'count')
  return [...sums.values()].toSorted((a, b) => b.count - a.count || b.whileWarmingUp - a.whileWarmingUp || (a.file < b.file ? -1 : a.file > b.file ? 1 : a.line - b.line))
}
