import { automatonOf } from './automaton.ts'

/**
 * Whether a text that does not match may take a time that grows as its square or faster: of two repetitions of one character, behind one another
 * or with one character between them, both take the same, so that each way of dividing a text among them is tried. False where it is not known.
 */
export function isPolynomial(source: string, flags: string): boolean {
  const automaton = automatonOf(source, flags)
  if (automaton === null) return false
  const { takes, follows, last } = automaton
  const ends = new Set(last)
  const taken = (at: number): bigint => takes[at] ?? 0n
  const next = (at: number): readonly number[] => [...follows[at]?.keys() ?? []]
  const repeats = (at: number): boolean => follows[at]?.has(at) ?? false
  return takes.some((_, one) => repeats(one) && next(one).some((at) => {
    if (at === one || (taken(one) & taken(at)) === 0n) return false
    const others = repeats(at) ? [at] : next(at)
    // Where the expression may end there, any text that came so far matches.
    return others.some((other) => other !== one && other > one && repeats(other) && !ends.has(other) && (taken(one) & taken(other) & taken(at)) !== 0n)
  }))
}
