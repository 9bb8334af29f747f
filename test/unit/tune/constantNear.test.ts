import { expect, test } from 'vitest'
import { numericConstants } from '../../../src/core/source/numericConstants.ts'
import { constantNear, mayHoldConstant } from '../../../src/core/tune/constantNear.ts'

const text = 'const n = 1\nconst A = 2, B = 3\nlet c = 4'
const near = (line: number, there: string) => constantNear(numericConstants(text, 'a.ts')?.constants ?? [], line, text.indexOf(there))?.name ?? null

test('the one that the cursor is in or nearest to, of its line alone', () => {
  expect([near(1, 'const A'), near(1, '2'), near(1, '3'), near(0, 'const'), near(2, '4')]).toEqual(['A', 'A', 'B', 'n', null])
})

test.each(['const A = 16', 'export const A: number = 16 // @tune 1..64', '  const A = -0.5', 'const A = (1 << 4)', 'const a = b, C = .5', '  static size = 16 // @tune 1..64'])('%s may hold one', (line) => expect(mayHoldConstant(line)).toBe(true))

test.each(['let a = 16', 'const a = f(16)', 'constant = 16', '', 'return 16'])('%s does not', (line) => expect(mayHoldConstant(line)).toBe(false))
