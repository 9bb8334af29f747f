import { assertNever } from '../../assertNever.ts'
import { parsePattern } from './parsePattern.ts'
import type { Pattern } from './parsePattern.ts'

/** An expression with more places than this is left alone: all pairs of them are looked at. */
const mostPlaces = 80

/** A repetition of more times than this counts as one without end. */
const mostCopies = 10

/** Characters that tell sets apart, with those that the expression itself names. */
const probes = [...Array.from({ length: 128 }, (_, code) => String.fromCharCode(code)), '\u00a0', 'é', 'Ω', 'я', '中', '\u2028']

/** Glushkov's automaton: a place for each character that the expression names. */
interface Automaton {
  /** Per place, the characters that it takes: a bit each; none where it is an assertion, which only itself passes. */
  readonly takes: bigint[]
  /** Per place, those that may follow it, and in how many ways: two ways to the same place are two for each text. */
  readonly follows: Map<number, number>[]
}

interface Part {
  readonly isNullable: boolean
  readonly first: readonly number[]
  readonly last: readonly number[]
}

/**
 * Whether a text that does not match may take a time that doubles with each character: some place of the expression is come back to by one text in
 * two ways, and what follows may fail (Weideman et al. 2016, "Analyzing Matching Time Behavior of Backtracking Regular Expression Matchers").
 * False where it is not known.
 */
export function isExponential(source: string, flags: string): boolean {
  const pattern = isValid(source, flags) ? parsePattern(source, flags) : null
  if (pattern === null) return false
  const alphabet = [...new Set([...probes, ...Array.from(source)])]
  const automaton: Automaton = { takes: [], follows: [] }
  const whole = build(automaton, pattern, (text) => takenBy(text, flags, alphabet))
  if (whole === null) return false
  const ends = new Set(whole.last)
  return automaton.takes.some((_, at) => {
    const loop = loopFrom(at, (from) => [...automaton.follows[from]?.keys() ?? []])
    // Where the expression may end here, any text that came so far matches.
    return loop.size > 0 && ![...loop].some((each) => ends.has(each)) && isAmbiguous(automaton, at, loop)
  })
}

function isValid(source: string, flags: string): boolean {
  try {
    return new RegExp(source, flags) instanceof RegExp
  } catch {
    return false
  }
}

function takenBy(text: string, flags: string, alphabet: readonly string[]): bigint {
  const set = new RegExp(`^(?:${text})$`, flags.replaceAll(/[^isu]/gu, ''))
  return alphabet.reduce((bits, char, at) => (set.test(char) ? bits | (1n << BigInt(at)) : bits), 0n)
}

/** Null where it is too large. */
function build(automaton: Automaton, pattern: Pattern, setOf: (text: string) => bigint): Part | null {
  const below = (part: Pattern): Part | null => build(automaton, part, setOf)
  switch (pattern.kind) {
    case 'set': return place(automaton, setOf(pattern.text))
    case 'assertion': return place(automaton, 0n)
    case 'sequence': {
      let whole: Part | null = { isNullable: true, first: [], last: [] }
      for (const part of pattern.parts) whole = joined(automaton, whole, below(part))
      return whole
    }
    case 'choice': {
      const options = pattern.options.map(below)
      if (options.some((option) => option === null)) return null
      const all = options.filter((option) => option !== null)
      return { isNullable: all.some(({ isNullable }) => isNullable), first: all.flatMap(({ first }) => first), last: all.flatMap(({ last }) => last) }
    }
    case 'repeat': return repeated(automaton, pattern, below)
    default: return assertNever(pattern)
  }
}

function repeated(automaton: Automaton, { part, least, most }: Extract<Pattern, { readonly kind: 'repeat' }>, below: (part: Pattern) => Part | null): Part | null {
  if (most <= mostCopies) {
    // As V8 has it: what may be left out is left out from the end.
    let rest: Part | null = { isNullable: true, first: [], last: [] }
    for (let at = most; at > 0; at--) {
      const both = joined(automaton, below(part), rest)
      rest = both === null ? null : { ...both, isNullable: both.isNullable || at > least }
    }
    return rest
  }
  let whole: Part | null = { isNullable: true, first: [], last: [] }
  for (let at = 1; at < Math.min(least, mostCopies); at++) whole = joined(automaton, whole, below(part))
  const looped = below(part)
  if (looped === null) return null
  connect(automaton, looped, looped)
  return joined(automaton, whole, { ...looped, isNullable: looped.isNullable || least === 0 })
}

function place({ takes, follows }: Automaton, taken: bigint): Part | null {
  if (takes.length >= mostPlaces) return null
  takes.push(taken)
  follows.push(new Map())
  return { isNullable: false, first: [takes.length - 1], last: [takes.length - 1] }
}

function joined(automaton: Automaton, one: Part | null, next: Part | null): Part | null {
  if (one === null || next === null) return null
  connect(automaton, one, next)
  return {
    isNullable: one.isNullable && next.isNullable,
    first: one.isNullable ? [...one.first, ...next.first] : one.first,
    last: next.isNullable ? [...one.last, ...next.last] : next.last,
  }
}

function connect({ follows }: Automaton, { last }: Part, { first }: Part): void {
  for (const from of last) for (const to of first) follows[from]?.set(to, (follows[from].get(to) ?? 0) + 1)
}

/** Whether one text leads from a place back to it in two ways. */
function isAmbiguous({ takes, follows }: Automaton, start: number, loop: ReadonlySet<number>): boolean {
  if ([...loop].some((from) => [...follows[from] ?? []].some(([to, ways]) => ways > 1 && loop.has(to)))) return true
  const count = takes.length
  const onwards = (from: number): readonly number[] => [...follows[from]?.keys() ?? []].filter((to) => loop.has(to))
  // Two walks at once, over characters that both take: apart, and together again.
  const pairs = new Map<number, readonly number[]>()
  const nextPairs = (pair: number): readonly number[] => {
    const known = pairs.get(pair)
    if (known !== undefined) return known
    const others = onwards(pair % count)
    const next = onwards(Math.floor(pair / count)).flatMap((one) => others.filter((other) => one === other || ((takes[one] ?? 0n) & (takes[other] ?? 0n)) !== 0n).map((other) => one * count + other))
    pairs.set(pair, next)
    return next
  }
  const together = start * count + start
  return [...loopFrom(together, nextPairs)].some((pair) => Math.floor(pair / count) !== pair % count)
}

/** What a way from something back to itself leads over; empty where there is none. */
function loopFrom(start: number, next: (at: number) => readonly number[]): ReadonlySet<number> {
  const back = new Map<number, number[]>()
  const waiting = [start]
  for (let from = waiting.pop(); from !== undefined; from = waiting.pop()) {
    for (const to of next(from)) {
      const known = back.get(to)
      if (known !== undefined) known.push(from)
      else {
        back.set(to, [from])
        if (to !== start) waiting.push(to)
      }
    }
  }
  const loop = new Set<number>()
  waiting.push(start)
  for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
    for (const from of back.get(at) ?? []) {
      if (loop.has(from)) continue
      loop.add(from)
      waiting.push(from)
    }
  }
  return loop
}
