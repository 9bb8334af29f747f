import { expect, test } from 'vitest'
import { chooseMemoryLimits } from '../../../src/engine/child/memory.ts'

const GiB = 2 ** 30

test.each([
  // free, total, flags, resident
  [20, 24, [], 18],
  [3, 24, ['--max-old-space-size=1536'], 18],
  [6, 8, [], 6],
  [3, 8, ['--max-old-space-size=1536'], 6],
  [0.1, 8, ['--max-old-space-size=512'], 6],
  [0.2, 1, [], 1],
] as const)('with %d GiB free of %d', (free, total, flags, resident) => {
  expect(chooseMemoryLimits(undefined, free * GiB, total * GiB)).toEqual({ flags, residentBytes: resident * GiB })
})

test('a limit of the user\'s own stays', () => {
  expect(chooseMemoryLimits('--max_old_space_size=900', GiB, 8 * GiB).flags).toEqual([])
})
