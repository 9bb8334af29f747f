import * as fc from 'fast-check'
import { quote, textNamed } from '../../core/workloads/shapeExpression.ts'
import type { TextSurroundings } from './shapeTexts.ts'

const words = ['alpha', 'beta', 'gamma', 'delta', 'one two three', 'Hello, World', 'some_snake_case', 'camelCaseName', 'kebab-case-name', 'x', 'A1', 'été', '日本', '  padded ', 'line one\nline two', '42', '3.14', 'true', '#ff8800', 'a.b.c', 'key=value', '<b>bold</b>', '[1, 2]']

/** Texts of strings: fit for their name, out of the function's own literals, or of any kind. */
export function stringTexts({ profile, literals, name }: TextSurroundings): fc.Arbitrary<string> {
  const fitting = fc.oneof(fc.constant(textNamed(name)), fc.nat(99).map((index) => `${textNamed(name)}${index}`))
  const word = fc.constantFrom(...words)
  const sentence = fc.array(word, { minLength: 1, maxLength: Math.max(1, Math.min(12, profile.length[1])) }).map((all) => all.join(' '))
  const literal = literals.strings.length === 0 ? word : fc.constantFrom(...literals.strings)
  const joined = fc.array(fc.oneof(literal, word), { minLength: 1, maxLength: 5 }).map((all) => all.join(''))
  const matching = literals.patterns.flatMap((source) => matches(source))
  switch (profile.strings) {
    case 'named': return fitting.map(quote)
    case 'literals': return fc.oneof({ arbitrary: literal, weight: 4 }, { arbitrary: joined, weight: 2 }, ...matching.map((arbitrary) => ({ arbitrary, weight: 2 }))).map(quote)
    case 'words': return sentence.map(quote)
    case 'mixed': return fc.oneof(fitting, word, joined, fc.string({ maxLength: 20 }), fc.constant(''), ...matching).map(quote)
    default: return profile.strings satisfies never
  }
}

/** Texts that a pattern matches; none where fast-check does not know what is in it. */
function matches(source: string): readonly fc.Arbitrary<string>[] {
  try {
    return [fc.stringMatching(new RegExp(source, 'u'), { size: 'small' })]
  } catch {
    return []
  }
}

/** Texts of numbers: small ones where they count, those that the function compares with, any. */
export function numberTexts({ profile, literals, name }: TextSurroundings): fc.Arbitrary<string> {
  if (/^(?:is|has)[A-Z]/u.test(name)) return fc.constantFrom('0', '1')
  if (/alpha|opacity|ratio|fraction|percent|progress|^t$/iu.test(name)) return fc.constantFrom('0', '0.25', '0.5', '0.75', '1')
  if (/year/iu.test(name)) return fc.integer({ min: 1990, max: 2030 }).map(String)
  if (/time|stamp|date/iu.test(name)) return fc.integer({ min: 0, max: 1_800_000_000_000 }).map(String)
  const counts = /len|size|count|index|idx|depth|limit|num|amount|times|^[nijk]$|start|end|from|to$|pos|offset|width|height|step/iu.test(name)
  const small = fc.integer({ min: 0, max: counts ? 8 : 20 }).map(String)
  const literal = literals.numbers.length === 0 ? small : fc.tuple(fc.constantFrom(...literals.numbers), fc.constantFrom(-1, 0, 0, 1)).map(([value, more]) => String(value + more))
  switch (profile.numbers) {
    case 'small': return small
    case 'literals': return fc.oneof(literal, small)
    case 'fractions': return counts ? small : fc.oneof(small, fc.integer({ min: -1000, max: 1000 }).map((value) => String(value / 100)))
    case 'mixed': return counts ? fc.oneof(small, fc.integer({ min: -2, max: 50 }).map(String)) : fc.oneof(small, literal, fc.integer({ min: -1000, max: 1000 }).map(String), fc.constantFrom('0', '-1', '1e6', '0.1'))
    default: return profile.numbers satisfies never
  }
}

export function bigintTexts(at: TextSurroundings): fc.Arbitrary<string> {
  return numberTexts(at).map((text) => `${Math.trunc(Number(text))}n`)
}
