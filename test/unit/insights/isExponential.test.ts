import { describe, expect, test } from 'vitest'
import { isExponential } from '../../../src/core/insights/regexp/isExponential.ts'

const runsAway = ({ source, flags }: RegExp): boolean => isExponential(source, flags)

describe('runs away', () => {
  test.each([
    /^(a+)+$/, /(a*)*b/, /^(\w+\s?)*$/, /^(([a-z])+.)+[A-Z]([a-z])+$/, /(x+x+)+y/, /^(a|aa)+$/, /^(a|a)*$/, /^(?:[^"\\]+|\\.)*"/, /^(?:\s*\w+\s*)*;/, /^(?:.*,)*x$/,
    /^(\d|[0-5])*z/, /^([a-z]|[A-Z])*$/i, /^(?:a{1,3}){20,}$/, /^(?:a?b?a?)*c/, /(?<word>\p{L}+)*\d/u, /^(?:(?:ab)+)+$/, /(é|[à-ü])*$x/,
  ])('%s', (expression) => expect(runsAway(expression)).toBe(true))
})

describe('does not', () => {
  test.each([
    /^\w+\s+$/, /\s+$/, /^(?:\d+,)*\d+$/, /"(?:[^"\\]|\\.)*"/, /^(?:a|b)*c/, /^([a-z]+-)*[a-z]+$/, /(beep|boop)*x/, /^(?:\w+\b,?)*;/, /^#(?:[0-9a-f]{3}){1,2}$/,
    /^\d{1,3}(?:\.\d{1,3}){3}$/, /a*a*b/, /(?:(?!--)[^])*-->/, /^[^@\s]+@[^@\s]+\.[a-z]{2,}$/i, /(a)\1*/, /^(?:a{3})*$/,
  ])('%s', (expression) => expect(runsAway(expression)).toBe(false))

  // Whatever comes before, it has matched.
  test.each([/(a+)+/, /^(a+)+b?/, /(\w+\s?)*/])('where nothing can fail behind it: %s', (expression) => expect(runsAway(expression)).toBe(false))

  test('what is no expression', () => expect(isExponential('(a+)+(', '')).toBe(false))

  test('what is too large to tell', () => expect(isExponential(`(${'a?'.repeat(100)})+b`, '')).toBe(false))
})
