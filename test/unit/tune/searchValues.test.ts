import { describe, expect, test } from 'vitest'
import { decideDifference, lookAlpha, needsMorePairs } from '../../../src/core/comparison/decideVerdict.ts'
import type { Difference } from '../../../src/core/comparison/difference.ts'
import { seededRandom } from '../../../src/core/statistics/seededRandom.ts'
import { searchValues } from '../../../src/core/tune/searchValues.ts'
import type { TuneDepth, TuneSearch } from '../../../src/core/tune/searchValues.ts'
import { parseTuneRange } from '../../../src/core/tune/tuneRange.ts'
import type { TriedValue } from '../../../src/core/tune/tuning.ts'

/** A call's time by the constant's value, in any unit. */
type Curve = (value: number) => number

/** How a pair of processes scatters, as a ratio's logarithm. */
type Noise = (random: () => number) => number

const normal: Noise = (random) => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
const quiet: Noise = (random) => 0.012 * Math.SQRT2 * normal(random)
/** One process in four is 4% slower for as long as it lives, as V8 does. */
const bimodal: Noise = (random) => 0.012 * normal(random) + (random() < 0.25 ? 0.04 : 0) - (random() < 0.25 ? 0.04 : 0)

/** Searches with times that are made up, through the real verdicts. */
async function search(curve: Curve, noise: Noise, seed: number, options: { readonly text?: string; readonly present?: number; readonly excluded?: (value: number) => boolean; readonly glances?: number; readonly singles?: number } = {}): Promise<{ readonly found: TuneSearch; readonly asked: readonly [number, TuneDepth][] }> {
  const { text = '1..64', present = 16, excluded = () => false, glances = 99, singles = 1 } = options
  const random = seededRandom(seed)
  const asked: [number, TuneDepth][] = []
  const ratios = (value: number, count: number): number[] => Array.from({ length: count }, () => Math.log(curve(value) / curve(present)) + noise(random))
  const measured = (value: number, depth: TuneDepth): Omit<Difference, 'base' | 'current'> => {
    if (depth === 'glance') return decideDifference(ratios(value, 6), { threshold: 0.15, alpha: 0.05 })
    const first = ratios(value, 12)
    const looked = decideDifference(first, { threshold: 0.15, alpha: lookAlpha })
    return needsMorePairs(looked) ? decideDifference([...first, ...ratios(value, 12)], { threshold: 0.15, alpha: lookAlpha }) : looked
  }
  const found = await searchValues(parseTuneRange('it', text, { name: 'X', value: present }), present, {
    measure: (value, depth) => {
      asked.push([value, depth])
      return Promise.resolve<TriedValue>(excluded(value) ? { kind: 'excluded', value, message: 'The answers differ.' } : { kind: 'measured', value, time: { ...measured(value, depth), base: null, current: null }, sameAnswers: true })
    },
    hasTime: (depth) => asked.filter(([, each]) => each === depth).length < (depth === 'glance' ? glances : singles),
  })
  if (found === null) throw new Error('nothing ended it')
  return { found, asked }
}

const flat: Curve = () => 1
/** Least at 24; twice that at some 5 and 110. */
const valley: Curve = (value) => 1 + Math.log2(value / 24) ** 2 / 5
/** What each block costs, and each element of it: least at 40. */
const blocks: Curve = (value) => value + 1600 / value

describe('a constant that makes no difference', () => {
  test.each([['quiet', quiet], ['bimodal', bimodal]])('is left as it is, %s machine', async (_, noise) => {
    const kinds = await Promise.all(Array.from({ length: 200 }, async (__, seed) => (await search(flat, noise, seed)).found.decision.kind))
    expect(kinds.filter((kind) => kind === 'indifferent' || kind === 'none').length).toBeGreaterThan(0.95 * kinds.length)
  })

  test('is said to make none, without a closer look', async () => {
    const { found, asked } = await search(flat, (random) => 0.002 * normal(random), 1)
    expect(found).toMatchObject({ isCutShort: false, decision: { kind: 'indifferent' } })
    expect(asked).toHaveLength(9)
  })
})

describe('a constant with a best value', () => {
  test.each<[string, Curve, number, Noise]>([
    ['a valley, from its side', valley, 4, quiet],
    ['a valley, bimodal machine', valley, 4, bimodal],
    ['blocks, from far too small ones', blocks, 2, quiet],
    ['ever better to the end', (value) => 1 / value, 16, quiet],
    ['ever better to the beginning', (value) => 10 + value, 16, bimodal],
  ])('is found to within 10% of its time: %s', async (_, curve, present, noise) => {
    const least = Math.min(...Array.from({ length: 64 }, (__, index) => curve(index + 1)))
    const found = await Promise.all(Array.from({ length: 100 }, async (__, seed) => (await search(curve, noise, seed, { present })).found.decision))
    const good = found.filter((decision) => decision.kind === 'better' && curve(decision.value) <= 1.1 * least)
    expect(good.length).toBeGreaterThan(0.95 * found.length)
  })

  test('is not left for another where it is the present one', async () => {
    const found = await Promise.all(Array.from({ length: 100 }, async (__, seed) => (await search(valley, bimodal, seed, { present: 24 })).found.decision.kind))
    expect(found.filter((kind) => kind === 'better').length).toBeLessThan(0.05 * found.length)
  })

  test('is measured again once, after fifteen values at most', async () => {
    const { found, asked } = await search(valley, quiet, 7, { present: 2 })
    expect(asked.filter(([, depth]) => depth === 'single')).toHaveLength(1)
    expect(asked.at(-1)).toEqual([found.decision.kind === 'better' ? found.decision.value : null, 'single'])
    expect(asked.length).toBeLessThanOrEqual(16)
    expect(new Set(found.tried.map(({ value }) => value)).size).toBe(found.tried.length)
    expect(found.tried.map(({ value }) => value)).toEqual(found.tried.map(({ value }) => value).toSorted((a, b) => a - b))
  })
})

test('what only seemed to be better is not offered, and named', async () => {
  const { found } = await searchOnce({ glance: -0.2, single: 0.001 })
  expect(found?.decision).toEqual({ kind: 'none', seemed: 2 })
})

test('what answers otherwise is neither offered nor measured again', async () => {
  const { found, asked } = await search((value) => 1 / value, quiet, 3, { excluded: (value) => value > 16 })
  expect(found.decision).toMatchObject({ kind: 'none' })
  expect(asked.filter(([value, depth]) => value > 16 && depth === 'single')).toEqual([])
  expect(found.tried.filter(({ value }) => value > 16).every(({ kind }) => kind === 'excluded')).toBe(true)
})

test('where time runs out the range has been looked at all the same, and what seems better is said to be unconfirmed', async () => {
  const { found, asked } = await search((value) => 1 / value, quiet, 3, { glances: 3, singles: 0 })
  expect(asked.map(([value]) => value)).toEqual([1, 64, 5])
  expect(found).toMatchObject({ isCutShort: true, decision: { kind: 'unconfirmed', value: 64 } })
})

test('code that does not use it is not measured value by value', async () => {
  const asked: number[] = []
  const found = await searchValues(parseTuneRange('it', '1..64', { name: 'X', value: 16 }), 16, {
    measure: (value) => {
      asked.push(value)
      return Promise.resolve<TriedValue>({ kind: 'measured', value, time: { verdict: 'unchanged', relativeDifference: 0, confidenceInterval: null, pValue: null, minimumDetectableEffect: null, pairs: 0, threshold: 0.15, base: null, current: null }, sameAnswers: true })
    },
    hasTime: () => true,
  })
  expect(found).toEqual({ tried: [], isCutShort: false, decision: { kind: 'unused' } })
  expect(asked).toHaveLength(1)
})

test('a measurement that cannot go on ends the search', async () => {
  expect(await searchValues(parseTuneRange('it', '1..64', { name: 'X', value: 16 }), 16, { measure: () => Promise.resolve(null), hasTime: () => true })).toBeNull()
})

/** Two values, the present one among them; the other takes so much more when it is glanced at, and when it is measured again. */
async function searchOnce(more: Readonly<Record<TuneDepth, number>>) {
  const found = await searchValues(parseTuneRange('it', '1..2', { name: 'X', value: 1 }), 1, {
    measure: (value, depth) => {
      const random = seededRandom(5)
      const ratios = Array.from({ length: 12 }, () => Math.log1p(more[depth]) + quiet(random))
      return Promise.resolve<TriedValue>({ kind: 'measured', value, time: { ...decideDifference(ratios, { threshold: 0.15, alpha: 0.05 }), base: null, current: null }, sameAnswers: true })
    },
    hasTime: () => true,
  })
  return { found }
}
