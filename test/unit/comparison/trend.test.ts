import { describe, expect, test } from 'vitest'
import type { StoredComparison } from '../../../src/core/comparison/storedComparison.ts'
import { trendOf } from '../../../src/core/comparison/trend.ts'
import { seeded } from '../../support/simulateComparisons.ts'

/** A stored comparison at a minute, of two versions that differ by a ratio, give or take. */
function link(minute: number, baseVersion: string, currentVersion: string, relativeDifference: number | null, half = 0.01, changes: Partial<StoredComparison> = {}): StoredComparison {
  return {
    id: `c${minute}`,
    startedAt: minute * 60_000,
    file: 'a.ts',
    functionName: 'f',
    baseVersion,
    currentVersion,
    baseLabel: 'main',
    commit: currentVersion,
    isDirty: false,
    verdict: 'inconclusive',
    relativeDifference,
    confidenceInterval: relativeDifference === null ? null : { low: (1 + relativeDifference) * (1 - half) - 1, high: (1 + relativeDifference) / (1 - half) - 1 },
    memoryDifference: null,
    currentMs: 1,
    ...changes,
  }
}

function indicesOf(comparisons: readonly StoredComparison[]): readonly (readonly [string, number])[] {
  return trendOf(comparisons).points.map(({ version, index }) => [version, Number(index.toFixed(4))])
}

describe('the index', () => {
  test('chains ratios from the first version on', () => {
    expect(indicesOf([link(1, 'a', 'b', 0.1), link(2, 'b', 'c', 0.2), link(3, 'c', 'd', -0.5)])).toEqual([['a', 1], ['b', 1.1], ['c', 1.32], ['d', 0.66]])
  })

  test('is in the order of time, whatever order the comparisons come in', () => {
    const links = [link(1, 'a', 'b', 0.1), link(2, 'b', 'c', 0.2), link(3, 'a', 'd', 0.3)]
    expect(indicesOf(links.toReversed())).toEqual(indicesOf(links))
  })

  test('gets less sure with every link, and sure again where a version was compared with the first', () => {
    const chain = [link(1, 'a', 'b', 0), link(2, 'b', 'c', 0), link(3, 'c', 'd', 0)]
    const widths = trendOf(chain).points.map(({ interval }) => interval.high - interval.low)
    expect(widths[0]).toBe(0)
    expect(widths[2]).toBeCloseTo((widths[1] ?? 0) * Math.SQRT2, 3)
    const anchored = trendOf([...chain, link(4, 'a', 'd', 0.001)]).points.at(-1)
    expect((anchored?.interval.high ?? 1) - (anchored?.interval.low ?? 0)).toBeLessThan(1.02 * (widths[1] ?? 0))
  })

  test('weighs comparisons of the same two versions by how sure they are', () => {
    const [, b] = trendOf([link(1, 'a', 'b', 0.1, 0.001), link(2, 'a', 'b', 0.3, 0.1)]).points
    expect(b?.index).toBeCloseTo(1.1, 3)
    const [, even] = trendOf([link(1, 'a', 'b', 0.1, 0.01), link(2, 'a', 'b', 0.3, 0.01)]).points
    expect(even?.index).toBeCloseTo(Math.sqrt(1.1 * 1.3), 3)
  })

  test('takes the same program for the same, though nothing was measured', () => {
    expect(indicesOf([link(1, 'a', 'b', 0.1), link(2, 'b', 'c', 0, 0, { confidenceInterval: null })])).toEqual([['a', 1], ['b', 1.1], ['c', 1.1]])
  })

  test('does not begin with a version that was compared with itself', () => {
    expect(indicesOf([link(1, 'b', 'b', 0), link(2, 'a', 'b', 0.1), link(3, 'b', 'b', 0)])).toEqual([['a', 1], ['b', 1.1]])
    expect(trendOf([link(1, 'b', 'b', 0)]).points).toEqual([])
  })

  test('goes a link backwards where that is the way', () => {
    expect(indicesOf([link(1, 'a', 'b', 0.1), link(2, 'c', 'b', 0.25), link(3, 'd', 'c', null)])).toEqual([['a', 1], ['b', 1.1], ['c', 0.88]])
  })

  test('believes that two versions are the same program over what was measured of them', () => {
    const same = link(1, 'a', 'b', 0, 0, { confidenceInterval: null })
    expect(indicesOf([same, link(2, 'a', 'b', 0.02)])).toEqual([['a', 1], ['b', 1]])
    expect(indicesOf([link(1, 'a', 'b', 0.02), { ...same, startedAt: 180_000 }])).toEqual([['a', 1], ['b', 1]])
  })

  test('leaves out what no comparison connects with the newest, and tells how many', () => {
    const trend = trendOf([link(1, 'a', 'b', 0.1), link(2, 'x', 'y', null), link(3, 'p', 'q', 0.2), link(4, 'q', 'r', 0.1)])
    expect(trend.points.map(({ version }) => version)).toEqual(['q', 'r'])
    expect(trend.unlinked).toBe(3)
    expect(trendOf([])).toEqual({ points: [], changes: [], direction: 'unclear', unlinked: 0 })
  })

  test('has a version that came back twice, and edits that were never committed once', () => {
    expect(indicesOf([link(1, 'a', 'b', 0.1), link(2, 'a', 'a2', 0, 0.01), link(3, 'a', 'b', 0.1)]).map(([version]) => version)).toEqual(['a', 'b', 'a2', 'b'])
    const edits = ['e1', 'e2', 'e3'].map((version, index) => link(2 + index, 'b', version, 0.01, 0.01, { commit: 'b', isDirty: true }))
    expect(indicesOf([link(1, 'a', 'b', 0.1), ...edits]).map(([version]) => version)).toEqual(['a', 'b', 'e3'])
    const withoutGit = edits.map((each) => ({ ...each, commit: null, isDirty: null }))
    expect(indicesOf(withoutGit).map(([version]) => version)).toEqual(['b', 'e1', 'e2', 'e3'])
  })

  test('swapping what was compared with what mirrors it', () => {
    const forward = trendOf([link(1, 'a', 'b', 0.25)]).points
    const back = trendOf([link(1, 'b', 'a', 1 / 1.25 - 1)]).points
    expect(back.at(-1)?.index).toBeCloseTo(1 / (forward.at(-1)?.index ?? 0), 10)
  })
})

describe('the direction', () => {
  test.each([
    [0.1, 0.01, 'degrading'],
    [-0.1, 0.01, 'improving'],
    [0.001, 0.01, 'stable'],
    [0.02, 0.05, 'unclear'],
  ])('of few versions is how the newest stands to the first: %d ± %d is %s', (ratio, half, direction) => {
    expect(trendOf([link(1, 'a', 'b', 0.3), link(2, 'a', 'c', ratio, half)]).direction).toBe(direction)
  })

  test('of many is that of the last change', () => {
    const random = seeded(5)
    const history = (levels: readonly number[]) => levels.map((level, index) => link(index, 'base', `v${index}`, (1 + level) * Math.exp(0.005 * random.normal()) - 1))
    const flat = Array.from({ length: 14 }, () => 0)
    const up = trendOf(history([...flat, ...flat.map(() => 0.1)]))
    expect(up).toMatchObject({ direction: 'degrading', changes: [{ at: 15 }] })
    expect(up.changes[0]?.relativeDifference).toBeCloseTo(0.1, 2)
    expect(trendOf(history([...flat.map(() => 0.1), ...flat])).direction).toBe('improving')
    expect(trendOf(history([...flat, ...flat]))).toMatchObject({ direction: 'stable', changes: [] })
  })
})

test('made-up histories: intervals hold the truth as often as they say, along chains that are anchored again', () => {
  const random = seeded(6)
  let covered = 0
  const count = 600
  for (let history = 0; history < count; history++) {
    let truth = 0
    const truths = new Map([['v0', 0]])
    const links = Array.from({ length: 25 }, (_, index) => {
      truth += 0.02 * random.normal()
      truths.set(`v${index + 1}`, truth)
      // Every tenth is compared with the first again.
      const base = index % 10 === 9 ? 'v0' : `v${index}`
      const error = 0.005
      const measured = truth - (truths.get(base) ?? 0) + error * random.normal()
      return link(index, base, `v${index + 1}`, Math.expm1(measured), 0, { confidenceInterval: { low: Math.expm1(measured - 1.96 * error), high: Math.expm1(measured + 1.96 * error) } })
    })
    const last = trendOf(links).points.at(-1)
    if (last !== undefined && Math.log(last.interval.low) <= truth && truth <= Math.log(last.interval.high)) covered++
  }
  expect(covered / count).toBeGreaterThan(0.93)
  expect(covered / count).toBeLessThan(0.97)
})
