import { describe, expect, test } from 'vitest'
import { decideDifference, lookAlpha, needsMorePairs, redecide } from '../../../src/core/comparison/decideVerdict.ts'
import type { Verdict } from '../../../src/core/comparison/verdict.ts'
import { median } from '../../../src/core/statistics/median.ts'
import { limits, scatters, seeded, simulateComparisons } from '../../support/simulateComparisons.ts'

const count = 250

const rule = { threshold: 0.15, alpha: 0.05 }

/** Eight pairs around a difference, in percent, that lie so many points apart. */
function around(percent: number, spread = 0.2): readonly number[] {
  return [-3, -2, -1, -0.5, 0.5, 1, 2, 3].map((step) => Math.log1p(percent / 100) + (step * spread) / 100)
}

function verdictOf(logRatios: readonly number[]): Verdict {
  return decideDifference(logRatios, rule).verdict
}

describe('the verdict', () => {
  test.each<[Verdict, number, number]>([
    ['regression', 18, 0.2],
    ['regression', 15.01, 0.2],
    ['slower', 14.9, 0.2],
    ['slower', 1.2, 0.1],
    ['unchanged', 0.9, 0.1],
    ['unchanged', 0, 0.5],
    ['inconclusive', 0, 2],
    ['inconclusive', 10, 6],
    ['faster', -1.2, 0.1],
    ['improvement', -14, 0.2],
  ])('%s: %d percent, with pairs that lie %d points apart', (verdict, percent, spread) => expect(verdictOf(around(percent, spread))).toBe(verdict))

  test('the mirror image of +15% is where the base takes 15% more than the current version', () => {
    expect(verdictOf(around(100 * (1 / 1.15 - 1) - 0.05))).toBe('improvement')
    expect(verdictOf(around(100 * (1 / 1.15 - 1) + 0.05))).toBe('faster')
  })

  test('with fewer than six pairs nothing is claimed', () => {
    expect(decideDifference([0.5, 0.5, 0.5, 0.5, 0.5], rule)).toMatchObject({ verdict: 'inconclusive', confidenceInterval: null })
    expect(decideDifference([], rule)).toMatchObject({ verdict: 'inconclusive', relativeDifference: null, pairs: 0 })
  })

  test('Holm can only take a claim back', () => {
    const sure = { ...decideDifference(around(18), rule), base: 1, current: 1.18 }
    expect(redecide(sure, 0.04, 0.05)).toMatchObject({ verdict: 'regression', pValue: 0.04 })
    expect(redecide(sure, 0.06, 0.05)).toMatchObject({ verdict: 'inconclusive', pValue: 0.06 })
    const same = { ...decideDifference(around(0, 0.1), rule), base: 1, current: 1 }
    expect(redecide(same, 1, 0.05).verdict).toBe('unchanged')
  })

  test('more pairs are asked for where they could tell more', () => {
    expect(needsMorePairs(decideDifference(around(18), rule))).toBe(false)
    expect(needsMorePairs(decideDifference(around(0, 0.1), rule))).toBe(false)
    expect(needsMorePairs(decideDifference(around(15.2), rule))).toBe(true)
    expect(needsMorePairs(decideDifference(around(0, 2), rule))).toBe(true)
    // Within 3%, and yet perhaps slower.
    const small = decideDifference(around(1.2, 0.8), rule)
    expect(small.verdict).toBe('unchanged')
    expect(needsMorePairs(small)).toBe(true)
  })
})

test.each([[6, 0.05], [8, lookAlpha], [12, 0.05], [12, lookAlpha], [24, lookAlpha]])('the minimum detectable effect of %d pairs at %d is found in about four of five comparisons', (pairs, alpha) => {
  const random = seeded(pairs)
  const decide = (truth: number) => decideDifference(Array.from({ length: pairs }, () => Math.log1p(truth) + 0.03 * random.normal()), { threshold: 0.15, alpha })
  const effect = median(Array.from({ length: 300 }, () => decide(0).minimumDetectableEffect ?? 0)) ?? 0
  const found = Array.from({ length: 400 }, () => decide(effect).verdict).filter((verdict) => verdict === 'slower' || verdict === 'regression').length / 400
  expect(found).toBeGreaterThan(0.73)
  expect(found).toBeLessThan(0.9)
})

describe('properties', () => {
  const mirror: Readonly<Record<Verdict, Verdict>> = { regression: 'improvement', improvement: 'regression', slower: 'faster', faster: 'slower', unchanged: 'unchanged', inconclusive: 'inconclusive' }
  const random = seeded(11)
  const samples = Array.from({ length: 150 }, (_, index) => {
    const centre = Math.log1p((index % 50) / 100 - 0.25)
    return Array.from({ length: 6 + (index % 11) }, () => centre + 0.01 * random.normal())
  })

  test('swapping the versions mirrors the verdict and the interval', () => {
    for (const ratios of samples) {
      const there = decideDifference(ratios, rule)
      const back = decideDifference(ratios.map((ratio) => -ratio), rule)
      expect(back.verdict).toBe(mirror[there.verdict])
      expect(back.pValue).toBe(there.pValue)
      expect(1 + (back.confidenceInterval?.low ?? 0)).toBeCloseTo(1 / (1 + (there.confidenceInterval?.high ?? 0)), 10)
      expect(back.minimumDetectableEffect).toBeCloseTo(there.minimumDetectableEffect ?? 0, 2)
    }
  })

  test('the order of pairs changes nothing', () => {
    for (const ratios of samples) expect(decideDifference(ratios.toReversed(), rule)).toEqual(decideDifference(ratios, rule))
  })

  test('a machine that is slower for both changes nothing', () => {
    const times = samples.map((ratios) => ratios.map((ratio) => ({ base: 1 + random.uniform(), ratio })))
    for (const pairs of times) {
      const ratiosAt = (speed: number) => pairs.map(({ base, ratio }) => Math.log((speed * base * Math.exp(ratio)) / (speed * base)))
      const here = decideDifference(ratiosAt(1), rule)
      const there = decideDifference(ratiosAt(1024), rule)
      expect(there.verdict).toBe(here.verdict)
      expect(there.relativeDifference).toBeCloseTo(here.relativeDifference ?? 0, 10)
    }
  })
})

// Seeded: the figures are the same on every machine. `npm run bench -- decisions` holds 4,000 of each against the limits themselves;
// so few may miss them by as much as chance does in one of forty.
test.for(scatters)('made-up processes with $name: few false alarms, +3% and +5% found, intervals that hold the truth', (scatter) => {
  const [same, small, large] = [simulateComparisons(scatter, 0, count, 1), simulateComparisons(scatter, 0.03, count, 2), simulateComparisons(scatter, 0.05, count, 3)]
  // Slower and faster are alike here: their mean is of twice as many.
  expect((same.slower + same.faster) / 2).toBeLessThanOrEqual(limits.falseAlarms + chance(limits.falseAlarms, 2 * count))
  expect(small.slower).toBeGreaterThanOrEqual(scatter.caughtAt3 - chance(scatter.caughtAt3, count))
  expect(large.slower).toBeGreaterThanOrEqual(limits.caughtAt5 - chance(limits.caughtAt5, count))
  const covered = (same.covered + small.covered + large.covered) / 3
  expect(covered).toBeGreaterThanOrEqual(limits.coverage.low - chance(limits.coverage.low, 3 * count))
  expect(covered).toBeLessThanOrEqual(limits.coverage.high + chance(limits.coverage.high, 3 * count))
})

function chance(share: number, of: number): number {
  return 1.96 * Math.sqrt((share * (1 - share)) / of)
}
