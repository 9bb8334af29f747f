import { describe, expect, test } from 'vitest'
import { fitLine } from '../../../src/core/statistics/fitLine.ts'
import { fitScaling } from '../../../src/core/statistics/fitScaling.ts'
import type { Growth, ScalingFit, SizedTime } from '../../../src/core/statistics/fitScaling.ts'
import { median } from '../../../src/core/statistics/median.ts'

/** Times of doubling sizes. */
function timesOf(from: number, count: number, msOf: (size: number) => number): readonly SizedTime[] {
  return Array.from({ length: count }, (_, index) => from * 2 ** index).map((size) => ({ size, ms: msOf(size) }))
}

function fitOf(times: readonly SizedTime[]): ScalingFit {
  const fit = fitScaling(times)
  if (fit === null) throw new Error('no fit')
  return fit
}

/** A fixed sequence (Lehmer, modulus 2^31 - 1) of normal values (Box and Muller). */
function normals(seed: number): () => number {
  const next = (): number => (seed = (seed * 48_271) % 2_147_483_647) / 2_147_483_647
  return () => Math.sqrt(-2 * Math.log(next())) * Math.cos(2 * Math.PI * next())
}

function widthOf(msOf: (size: number) => number): number {
  const { exponentInterval: { low, high } } = fitOf(timesOf(64, 6, msOf))
  return high - low
}

function growthOf(from: number, count: number, msOf: (size: number) => number, noise = 0.005): Growth {
  const next = normals(from)
  return fitOf(timesOf(from, count, (size) => msOf(size) * Math.exp(noise * next()))).growth
}

describe('the line', () => {
  // scipy.stats.linregress and scipy.stats.t (SciPy 1.17).
  test('has the slope and the interval of an independent source', () => {
    const line = fitLine([2.1, 3.9, 6.2, 7.8, 10.1].map((y, index) => ({ x: index + 1, y })))
    expect(line.slope).toBeCloseTo(1.99, 9)
    expect(line.slopeInterval.low).toBeCloseTo(1.7999392904, 9)
    expect(line.slopeInterval.high).toBeCloseTo(2.1800607096, 9)
    expect(line.at(0)).toBeCloseTo(0.05, 9)
  })

  test('through times and sizes is that of their logarithms', () => {
    const measured = [0.0031, 0.0121, 0.0502, 0.1934, 0.801, 3.1502]
    const fit = fitOf(measured.map((ms, index) => ({ size: 64 * 2 ** index, ms })))
    expect(fit.exponent).toBeCloseTo(2.0010513105, 9)
    expect(fit.exponentInterval.low).toBeCloseTo(1.983717040, 8)
    expect(fit.exponentInterval.high).toBeCloseTo(2.018385581, 8)
    expect(fit).toMatchObject({ fromSize: 64, growth: { kind: 'fits', names: ['n²'] } })
  })
})

describe('the exponent', () => {
  const noise = normals(20_261_125)
  const noisy = timesOf(32, 7, (size) => size ** 1.5 * Math.exp(0.03 * noise()))

  test('is the same in another unit of time', () => {
    const fit = fitOf(noisy)
    const scaled = fitOf(noisy.map(({ size, ms }) => ({ size, ms: ms * 1e-5 })))
    expect(scaled.exponent).toBeCloseTo(fit.exponent, 10)
    expect(scaled.exponentInterval.low).toBeCloseTo(fit.exponentInterval.low, 10)
    expect(scaled.growth).toEqual(fit.growth)
  })

  test('is the same in whatever order the sizes were measured', () => {
    expect(fitOf(noisy.toReversed())).toEqual(fitOf(noisy))
    expect(fitOf(noisy.toSorted((a, b) => (a.size % 7) - (b.size % 7)))).toEqual(fitOf(noisy))
  })

  test('is nothing with fewer than five sizes', () => {
    expect(fitScaling(timesOf(32, 4, (size) => size))).toBeNull()
    expect(fitScaling(timesOf(32, 5, (size) => size))).not.toBeNull()
  })

  test.each([5, 7])('lies in its interval as often as it says, by simulation over %i sizes', (sizes) => {
    const next = normals(7 * sizes)
    const trials = 2500
    let covered = 0
    for (let trial = 0; trial < trials; trial++) {
      const exponent = trial % 4
      const { exponentInterval: { low, high } } = fitOf(timesOf(64, sizes, (size) => size ** exponent * (median(Array.from({ length: 6 }, () => Math.exp(0.05 * next()))) ?? 0)))
      if (low <= exponent && exponent <= high) covered++
    }
    expect(covered / trials).toBeGreaterThan(0.93)
    expect(covered / trials).toBeLessThan(0.97)
  })

  test('is never known to the last digit: no two sizes lie alike in memory', () => {
    expect(widthOf((size) => size)).toBeCloseTo(0.01, 10)
    expect(growthOf(64, 7, (size) => size ** 1.004, 0)).toEqual({ kind: 'fits', names: ['n'] })
  })

  test('is surer the straighter the line: scatter widens it, and so does a bend', () => {
    const straight = widthOf((size) => size * (1 + 0.002 * ((size / 64) % 3)))
    expect(widthOf((size) => size * (1 + 0.2 * ((size / 64) % 3)))).toBeGreaterThan(5 * straight)
    // Half of it grows with the square.
    expect(widthOf((size) => size + size ** 2 / 512)).toBeGreaterThan(20 * straight)
  })
})

describe('small sizes', () => {
  const next = normals(42)
  const uneven = Array.from({ length: 7 }, () => Math.exp(0.01 * next()))
  const fitWith = (count: number, msOf: (size: number) => number): ScalingFit => fitOf(timesOf(8, count, (size) => msOf(size) * (uneven[Math.log2(size / 8)] ?? 1)))

  test('are left out where a constant takes their time', () => {
    const fit = fitWith(7, (size) => size ** 2 + 30)
    expect(fit.fromSize).toBeGreaterThan(8)
    expect(fit.exponentInterval.high).toBeGreaterThan(2)
    expect(fit).toMatchObject({ growth: { kind: 'fits', names: ['n²'] }, stillBends: false })
  })

  test('are kept where they lie on the line, and below it', () => {
    expect(fitWith(7, (size) => size ** 2).fromSize).toBe(8)
    expect(fitWith(7, (size) => size * Math.log(size)).fromSize).toBe(8)
  })

  test('are kept where five would not be left: the bend is told, and widens the interval', () => {
    const fit = fitWith(5, (size) => size ** 2 + 300)
    expect(fit).toMatchObject({ fromSize: 8, stillBends: true })
    expect(fit.exponentInterval.high - fit.exponentInterval.low).toBeGreaterThan(0.5)
  })

  test('are kept where the bend is too slight to matter, however sure it is', () => {
    expect(fitOf(timesOf(8, 7, (size) => size ** (1 + Math.log(size) / 1000)))).toMatchObject({ fromSize: 8, stillBends: false })
  })

  test('that are left out count for nothing', () => {
    const bent = timesOf(8, 7, (size) => (size ** 2 + 30) * (uneven[Math.log2(size / 8)] ?? 1))
    const { fromSize } = fitOf(bent)
    expect(fromSize).toBeGreaterThan(8)
    expect(fitOf(bent)).toEqual(fitOf(bent.filter(({ size }) => size >= fromSize)))
  })
})

describe('growth', () => {
  test.each<[string, number, number, (size: number) => number]>([
    ['1', 64, 7, () => 1],
    ['log n', 64, 7, (size) => Math.log(size)],
    ['√n', 64, 7, (size) => Math.sqrt(size)],
    ['n', 64, 7, (size) => size],
    ['n log n', 64, 7, (size) => size * Math.log(size)],
    ['n²', 64, 7, (size) => size ** 2],
    ['n² log n', 64, 7, (size) => size ** 2 * Math.log(size)],
    ['n³', 16, 6, (size) => size ** 3],
  ])('%s is called so', (name, from, count, msOf) => {
    expect(growthOf(from, count, msOf)).toEqual({ kind: 'fits', names: [name] })
  })

  test('2ⁿ is among what fits: so bent a line tells little', () => {
    expect(growthOf(2, 5, (size) => 2 ** size)).toMatchObject({ kind: 'fits', names: expect.arrayContaining(['2ⁿ']) as unknown })
  })

  test('both n and n log n are named where the times cannot tell them apart', () => {
    const uneven = [1, 1.06, 0.92, 1.06, 1]
    expect(growthOf(4096, 5, (size) => size * Math.log(size) ** 0.5 * (uneven[Math.log2(size / 4096)] ?? 1), 0)).toEqual({ kind: 'fits', names: ['n', 'n log n'] })
  })

  test('where none fits, the two around it are named', () => {
    expect(growthOf(64, 7, (size) => size ** 1.7, 0.001)).toEqual({ kind: 'between', slower: 'n log n', faster: 'n²', closeTo: null })
    expect(growthOf(64, 7, (size) => size ** 1.98, 0.001)).toEqual({ kind: 'between', slower: 'n log n', faster: 'n²', closeTo: 'n²' })
    expect(growthOf(64, 7, (size) => size * Math.log(size) ** 0.5, 0.001)).toEqual({ kind: 'between', slower: 'n', faster: 'n log n', closeTo: null })
    expect(growthOf(64, 7, (size) => size ** -0.05, 0.001)).toEqual({ kind: 'between', slower: null, faster: '1', closeTo: '1' })
    expect(growthOf(64, 7, (size) => size ** -0.5, 0.001)).toEqual({ kind: 'between', slower: null, faster: '1', closeTo: null })
  })
})
