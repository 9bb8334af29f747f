import { expect, test } from 'vitest'
import { codeParts } from '../../../src/core/presentation/codeParts.ts'

test.each([
  ['Ask a Set instead of searching `known` each time', ['Ask a Set instead of searching ', '[known]', ' each time']],
  ['`map`, `filter`', ['[map]', ', ', '[filter]']],
  ['nothing to see', ['nothing to see']],
  ['one ` alone', ['one ` alone']],
  ['`a` and ` alone', ['[a]', ' and ` alone']],
  ['', []],
])('%s', (sentence, expected) => {
  expect(codeParts(sentence).map(({ text, isCode }) => (isCode ? `[${text}]` : text))).toEqual(expected)
})
