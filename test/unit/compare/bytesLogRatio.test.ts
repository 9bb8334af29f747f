import { expect, test } from 'vitest'
import { bytesLogRatio } from '../../../src/engine/compare/bytesLogRatio.ts'

test.each([
  [1000, 1090, Math.log(1.09)],
  [1000, 1000, 0],
  [16.2, 17.9, 0],
  [0, 15, 0],
  [-3, 2, 0],
  [0, 32, Math.log(2)],
  [48, 0, Math.log(1 / 3)],
])('bytes: %d, then %d', (base, current, ratio) => expect(bytesLogRatio(base, current)).toBe(ratio))
