import { expect, test } from 'vitest'
import { largestSize, nextSize, orderInRound, planScaling, sizesBelow, warmUpSizes } from '../../../src/engine/measure/scalingPlan.ts'

test('all processes of a plan fit into the budget, with a rest for looking for sizes', () => {
  for (const loadingMs of [50, 900]) {
    const { sizes, rounds, warmUpMs, measureMs } = planScaling(6000, loadingMs)
    expect(sizes * rounds * (warmUpMs + measureMs)).toBeCloseTo(5400, 6)
    expect(sizes).toBeGreaterThan(5)
  }
  expect(planScaling(6000, 900).sizes * planScaling(6000, 900).rounds).toBeLessThan(planScaling(6000, 50).sizes * planScaling(6000, 50).rounds)
})

test('steps are large only where even a cubic function stays quick', () => {
  const plan = { longestCallMs: 6 }
  expect(nextSize(4, 1e-4, plan)).toBe(32)
  expect(nextSize(64, 0.05, plan)).toBe(256)
  expect(nextSize(64, 1, plan)).toBe(128)
  expect(nextSize(largestSize / 2, 1e-6, plan)).toBe(largestSize)
})

test('sizes are halves of the largest, from 2 on', () => {
  expect(sizesBelow(1024, 7)).toEqual([16, 32, 64, 128, 256, 512, 1024])
  expect(sizesBelow(16, 7)).toEqual([2, 4, 8, 16])
})

test('every round has every size once, and no size comes always before another', () => {
  const sizes = [1, 2, 4, 8, 16, 32, 64]
  const rounds = Array.from({ length: 6 }, (_, round) => orderInRound(sizes, round))
  for (const round of rounds) expect(round.toSorted((a, b) => a - b)).toEqual(sizes)
  // The mean place in a round: drift over a round weighs on all sizes alike.
  const places = sizes.map((size) => rounds.reduce((sum, round) => sum + round.indexOf(size), 0) / rounds.length)
  for (const place of places) expect(place).toBeCloseTo(3, 10)
})

test('V8 is warmed up with sizes that are called often', () => {
  expect(warmUpSizes([16, 32, 64, 128, 256])).toEqual([16, 64])
})
