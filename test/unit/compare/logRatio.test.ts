import { expect, test } from 'vitest'
import { bytesLogRatio, logRatio } from '../../../src/engine/compare/logRatio.ts'

test('a time that is too quick to tell has no ratio', () => {
  expect(logRatio(2, 3)).toEqual([Math.log(1.5)])
  expect(logRatio(0, 3)).toEqual([])
  expect(logRatio(2, 0)).toEqual([])
})

test.each([
  [1000, 1090, Math.log(1.09)],
  [1000, 1000, 0],
  [16.2, 17.9, 0],
  [0, 15, 0],
  [-3, 2, 0],
  [0, 32, Math.log(2)],
  [48, 0, Math.log(1 / 3)],
])('bytes: %d, then %d', (base, current, ratio) => expect(bytesLogRatio(base, current)).toBe(ratio))
