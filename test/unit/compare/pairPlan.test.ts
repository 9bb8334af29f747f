import { describe, expect, test } from 'vitest'
import { planPairs } from '../../../src/engine/compare/pairPlan.ts'
import type { PairPlan } from '../../../src/engine/compare/pairPlan.ts'

/** Milliseconds that a pair of calls of that length takes, as planned. */
const pairMs = (callMs: number, plan: PairPlan): number => {
  const round = callMs * plan.mostRows
  return 2 * (callMs + plan.warmTurns * Math.max(plan.warmMs, round) + plan.blocks * Math.max(plan.sliceMs, round) + 6 * plan.allocatingCalls * callMs)
}

describe('planPairs', () => {
  test('short calls: twelve pairs of twenty blocks, and twelve more', () => {
    expect(planPairs(0.0005, 0.1, 1)).toEqual({ mostRows: 1, warmTurns: 10, warmMs: 5, blocks: 20, sliceMs: 2, allocatingCalls: 2000, pairs: 12, mostPairs: 24 })
    expect(planPairs(0, 0, 1)).toMatchObject({ blocks: 20, pairs: 12 })
  })

  test('long calls: blocks shrink first, then pairs, never below six', () => {
    expect(planPairs(10, 10, 1)).toMatchObject({ blocks: 4, pairs: 9, mostPairs: 18 })
    expect(planPairs(20, 20, 1)).toMatchObject({ blocks: 3, pairs: 6, mostPairs: 12 })
    expect(planPairs(50, 50, 1)).toMatchObject({ blocks: 3, pairs: 6, mostPairs: 6 })
    expect(planPairs(200, 200, 1)).toMatchObject({ blocks: 1, warmTurns: 0, pairs: 6 })
    expect(planPairs(3000, 3000, 1)).toMatchObject({ blocks: 0, warmTurns: 0, allocatingCalls: 0, pairs: 6, mostPairs: 6 })
  })

  test('a first call that takes much longer than the next ones leaves time for fewer pairs', () => {
    expect(planPairs(4, 70, 1).pairs).toBeLessThan(planPairs(4, 4, 1).pairs)
  })

  test('up to 20 ms a call the first look takes three seconds at most, and both six', () => {
    for (const callMs of [0.0001, 0.01, 0.4, 1, 3, 5, 7, 10, 14, 20]) {
      const plan = planPairs(callMs, callMs, 1)
      expect(plan.pairs * pairMs(callMs, plan)).toBeLessThanOrEqual(3000)
      expect(plan.mostPairs).toBe(2 * plan.pairs)
      expect(plan.mostPairs * pairMs(callMs, plan)).toBeLessThanOrEqual(6000)
    }
  })

  test('a round of all rows of inputs takes no longer than five slices', () => {
    expect(planPairs(0.1, 0.1, 50).mostRows).toBe(50)
    expect(planPairs(1, 1, 50).mostRows).toBe(10)
    expect(planPairs(30, 30, 50).mostRows).toBe(1)
  })
})
