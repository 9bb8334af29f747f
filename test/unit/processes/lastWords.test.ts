import { expect, test } from 'vitest'
import { lastWords } from '../../../src/engine/processes/lastWords.ts'

test('tells the error that a runner printed, not the frame around it', () => {
  expect(lastWords(`
\u001B[31m⎯⎯⎯⎯⎯⎯⎯ Failed Suites 1 ⎯⎯⎯⎯⎯⎯⎯\u001B[39m

\u001B[41m FAIL \u001B[49m src/sums.bench.ts
TypeError: bench is not a function
 ❯ src/sums.bench.ts:4:1
      2|
      4| bench('sums', () => {

⎯⎯⎯⎯⎯⎯⎯⎯⎯⎯⎯⎯⎯⎯⎯⎯⎯⎯⎯⎯⎯⎯⎯⎯[1/1]⎯

 Test Files  1 failed (1)
`)).toBe(`TypeError: bench is not a function
 ❯ src/sums.bench.ts:4:1
      2|
      4| bench('sums', () => {
 Test Files  1 failed (1)`)
  expect(lastWords('  Error [ERR_MODULE_NOT_FOUND]: Cannot find a\n    at b')).toBe('  Error [ERR_MODULE_NOT_FOUND]: Cannot find a\n    at b')
})

test('tells the end where no line is an error', () => {
  expect(lastWords('one\ntwo\n\nthree\nfour\nfive\nsix\nseven\n')).toBe('two\nthree\nfour\nfive\nsix\nseven')
})
