import { expect, test } from 'vitest'
import { GlanceTimes } from '../../../src/core/tune/glanceTimes.ts'

test('a slow value takes no time from the confirmation of a quick one', () => {
  const times = new GlanceTimes()
  expect(times.neededFor('glance', 1)).toBe(0)
  times.note(1, 9000)
  times.note(64, 3000)
  expect(times.neededFor('single', 64)).toBe(9000)
  expect(times.neededFor('single', 1)).toBe(27_000)
  expect(times.neededFor('glance', 8)).toBe(9000 + 3 * 6000)
})
