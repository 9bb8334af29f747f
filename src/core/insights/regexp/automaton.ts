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
export interface Automaton {
  /** Per place, the characters that it takes: a bit each; none where it is an assertion, which only itself passes. */
  readonly takes: bigint[]
  /** Per place, those that may follow it, and in how many ways: two ways to the same place are two for each text. */
  readonly follows: Map<number, number>[]
  /** Where it may begin and end. */
  readonly first: readonly number[]
  readonly last: readonly number[]
}

type Built = Pick<Automaton, 'takes' | 'follows'>

interface Part {
  readonly isNullable: boolean
  readonly first: readonly number[]
  readonly last: readonly number[]
}

/** Null for what is no expression, is not known here, or is too large. */
export function automatonOf(source: string, flags: string): Automaton | null {
  const pattern = isValid(source, flags) ? parsePattern(source, flags) : null
  if (pattern === null) return null
  const alphabet = [...new Set([...probes, ...Array.from(source)])]
  const built: Built = { takes: [], follows: [] }
  const whole = build(built, pattern, (text) => takenBy(text, flags, alphabet))
  return whole === null ? null : { ...built, first: whole.first, last: whole.last }
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
function build(automaton: Built, pattern: Pattern, setOf: (text: string) => bigint): Part | null {
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

function repeated(automaton: Built, { part, least, most }: Extract<Pattern, { readonly kind: 'repeat' }>, below: (part: Pattern) => Part | null): Part | null {
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

function place({ takes, follows }: Built, taken: bigint): Part | null {
  if (takes.length >= mostPlaces) return null
  takes.push(taken)
  follows.push(new Map())
  return { isNullable: false, first: [takes.length - 1], last: [takes.length - 1] }
}

function joined(automaton: Built, one: Part | null, next: Part | null): Part | null {
  if (one === null || next === null) return null
  connect(automaton, one, next)
  return {
    isNullable: one.isNullable && next.isNullable,
    first: one.isNullable ? [...one.first, ...next.first] : one.first,
    last: next.isNullable ? [...one.last, ...next.last] : next.last,
  }
}

function connect({ follows }: Built, { last }: Part, { first }: Part): void {
  for (const from of last) for (const to of first) follows[from]?.set(to, (follows[from].get(to) ?? 0) + 1)
}
