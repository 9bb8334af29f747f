import { expect, test } from 'vitest'
import { isPolynomial } from '../../../src/core/insights/regexp/isPolynomial.ts'

test.each([/.*.*=.*/, /^(.*)(.*)x$/, /^\d+\.?\d+$/, /^\s*(\w+)?\s*$/, /^.*-.*-x$/, /a*a*b/, /^\w+\w*;/])('takes the square of a text: %s', ({ source, flags }) => {
  expect(isPolynomial(source, flags)).toBe(true)
})

test.each([/^\w+\s+$/, /^(?:\d+,)*\d+$/, /^[^@\s]+@[^@\s]+\.[a-z]{2,}$/i, /^(\S+) (\S+) /, /^a+b+c/, /"(?:[^"\\]|\\.)*"/, /^\d+\.\d+$/, /^a*a*/, /^\s*[a-z]+/])('does not: %s', ({ source, flags }) => {
  expect(isPolynomial(source, flags)).toBe(false)
})
