import { describe, expect, test } from 'vitest'
import { planPairs } from '../../../src/engine/compare/pairPlan.ts'
import type { PairPlan } from '../../../src/engine/compare/pairPlan.ts'

/** Milliseconds that a pair of calls of that length takes, as planned. */
const pairMs = (callMs: number, plan: PairPlan): number => {
  const slice = Math.max(plan.sliceMs, callMs * plan.mostRows)
  return 2 * (callMs + plan.warmTurns * slice + plan.blocks * slice + 3 * plan.allocatingCalls * callMs)
}

describe('planPairs', () => {
  test('short calls: eight pairs of twelve blocks, and eight more', () => {
    expect(planPairs(0.0005, 1)).toEqual({ mostRows: 1, warmTurns: 10, warmMs: 5, blocks: 12, sliceMs: 5, allocatingCalls: 2000, pairs: 8, mostPairs: 16 })
    expect(planPairs(0, 1)).toMatchObject({ blocks: 12, pairs: 8 })
  })

  test('long calls: blocks shrink first, then pairs, never below six', () => {
    expect(planPairs(10, 1)).toMatchObject({ blocks: 6, pairs: 8, mostPairs: 16 })
    expect(planPairs(20, 1)).toMatchObject({ blocks: 3, pairs: 8 })
    expect(planPairs(50, 1)).toMatchObject({ blocks: 3, pairs: 6, mostPairs: 6 })
    expect(planPairs(200, 1)).toMatchObject({ blocks: 1, warmTurns: 0, pairs: 6 })
    expect(planPairs(3000, 1)).toMatchObject({ blocks: 0, warmTurns: 0, allocatingCalls: 0, pairs: 6, mostPairs: 6 })
  })

  test('up to 20 ms a call eight pairs take three seconds at most, and sixteen six', () => {
    for (const callMs of [0.0001, 0.01, 0.4, 1, 3, 5, 7, 10, 14, 20]) {
      const plan = planPairs(callMs, 1)
      expect(plan.pairs).toBe(8)
      expect(plan.pairs * pairMs(callMs, plan)).toBeLessThanOrEqual(3000)
      expect(plan.mostPairs * pairMs(callMs, plan)).toBeLessThanOrEqual(6000)
    }
  })

  test('a round of all rows of inputs takes no longer than two slices', () => {
    expect(planPairs(0.1, 50).mostRows).toBe(50)
    expect(planPairs(1, 50).mostRows).toBe(10)
    expect(planPairs(30, 50).mostRows).toBe(1)
  })
})
