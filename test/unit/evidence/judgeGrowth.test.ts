import { describe, expect, test } from 'vitest'
import type { GrowthVerdict, HeldBytes } from '../../../src/core/evidence/growth.ts'
import { judgeGrowth } from '../../../src/core/evidence/judgeGrowth.ts'
import { seededRandom } from '../../../src/core/statistics/seededRandom.ts'

/** Looks at a heap of 6 MB and what `kept` says, four to each doubling of the calls. */
function looks(kept: (calls: number) => number, { first = 1000, count = 13 } = {}): readonly HeldBytes[] {
  return Array.from({ length: count }, (_, index) => Math.round(first * 2 ** (index / 4))).map((calls) => ({ calls, bytes: 6e6 + kept(calls) }))
}

/** A table that has room for a power of `factor` entries. */
const room = (factor: number, bytes: number) => (calls: number): number => bytes * factor ** Math.ceil(Math.log(calls) / Math.log(factor) - 1e-9)

/** What compiling leaves behind: now and then, less and less often. */
function compiled(calls: number): number {
  return 28_000 * Math.floor(Math.log2(calls / 1000) / 1.4)
}

describe('judgeGrowth', () => {
  test.each<[string, GrowthVerdict, readonly HeldBytes[]]>([
    ['an object that each call leaves', 'grows', looks((calls) => 48 * calls)],
    ['the same beside what V8 compiles', 'grows', looks((calls) => 48 * calls + compiled(calls))],
    ['long calls, of which there are few', 'grows', looks((calls) => 9000 * calls, { first: 8 })],
    ['an array of numbers, whose room grows by half', 'grows', looks(room(1.5, 8), { first: 20_000 })],
    ['a table that doubles its room', 'grows', looks(room(2, 32), { first: 1200, count: 17 })],
    ['a call in ten that leaves something', 'grows', looks((calls) => 640 * Math.floor(calls / 10))],
    ['nothing that stays', 'steady', looks(() => 0)],
    ['what V8 compiles', 'steady', looks(compiled)],
    ['a large table that was made late', 'steady', looks((calls) => (calls < 2500 ? 0 : 5e6))],
    ['a cache that was soon full', 'steady', looks((calls) => 200 * Math.min(calls, 2000))],
    ['a cache that is emptied when it is full', 'steady', looks((calls) => 200 * (calls % 900))],
    ['keys that come by chance, out of a thousand', 'steady', looks((calls) => 200 * 1000 * (1 - Math.exp(-calls / 1000)))],
    ['no more than V8 may leave behind, but evenly', 'unsure', looks((calls) => 900 * calls, { first: 8 })],
    ['less and less', 'unsure', looks((calls) => 2e6 * Math.log(calls))],
    ['a cache that was just full', 'unsure', looks((calls) => 200 * Math.min(calls, 6000))],
    ['a few looks', 'unsure', looks((calls) => 48 * calls, { count: 6 })],
  ])('%s: %s', (_, verdict, held) => expect(judgeGrowth(held).verdict).toBe(verdict))

  test('tells bytes per call with their interval, and all calls', () => {
    const random = seededRandom(7)
    const { bytesPerCall, confidenceInterval: { low, high }, calls } = judgeGrowth(looks((count) => 100 * count + 4000 * random()))
    expect(Math.abs(bytesPerCall - 100)).toBeLessThan(2)
    expect(low).toBeLessThan(100)
    expect(high).toBeGreaterThan(100)
    expect(high - low).toBeLessThan(10)
    expect(calls).toBe(8000)
  })
})
