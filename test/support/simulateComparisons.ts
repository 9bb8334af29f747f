// Comparisons of made-up processes through the real decision code. What processes and machines do to times is put in, so that what comes
// out can be held against the truth. Everything is seeded: a figure is the same on every machine.
import { decideDifference, lookAlpha, needsMorePairs } from '../../src/core/comparison/decideVerdict.ts'
import type { Difference } from '../../src/core/comparison/difference.ts'
import { stateOf } from '../../src/core/comparison/check.ts'
import { alternatingLogRatio } from '../../src/core/statistics/alternatingLogRatio.ts'
import { median } from '../../src/core/statistics/median.ts'
import { seededRandom } from '../../src/core/statistics/seededRandom.ts'
import { planPairs } from '../../src/engine/compare/pairPlan.ts'
import { checkFunctions } from '../../src/engine/checkFunctions.ts'
import { unchangedComparison } from '../unit/presentation/exampleComparison.ts'

/** How times scatter: all as logarithms of ratios. */
export interface Scatter {
  readonly name: string
  /** What a process is slower than others for as long as it lives: memory layout, what V8 came to optimise. */
  readonly processOf: (random: Random) => number
  /** What a slice takes more than the process's others. */
  readonly sliceOf: (random: Random) => number
  /** What the machine is slower at a time from 0 to 1 within the comparison; both versions meet it. */
  readonly machineAt: (time: number, random: Random) => number
  /** Of comparisons with a true +3%, the share that must be found. */
  readonly caughtAt3: number
}

/** What must hold of all of them, as shares. Of +5% nearly all are found. */
export const limits = { falseAlarms: 0.02, coverage: { low: 0.93, high: 0.97 }, caughtAt5: 0.99 }

/** A seeded source of chance. */
export interface Random {
  /** From 0 to 1. */
  uniform(): number
  /** Mean 0, standard deviation 1. */
  normal(): number
}

/** Of how many comparisons what was found, as shares. */
export interface SimulatedShares {
  /** `regression` or `slower`. */
  readonly slower: number
  /** `improvement` or `faster`. */
  readonly faster: number
  /** The interval holds the true difference. */
  readonly covered: number
  /** Half of the interval's width, the median. */
  readonly halfWidth: number
  /** Pairs, the mean. */
  readonly pairs: number
}

const { pairs, mostPairs, blocks } = planPairs(0.01, 0.01, 1)
const threshold = 0.15

const quietProcess = (random: Random) => 0.012 * random.normal()
const quietSlice = (random: Random) => 0.02 * Math.abs(random.normal())
const steady = () => 0

/** What measuring real machines has shown, each stronger than it mostly is. */
export const scatters: readonly Scatter[] = [
  { name: 'plain', processOf: quietProcess, sliceOf: quietSlice, machineAt: steady, caughtAt3: 0.95 },
  // Student's t with three degrees of freedom: one process in fifty is off by 5% or more.
  { name: 'heavy tails', processOf: (random) => 0.01 * studentT3(random), sliceOf: (random) => 0.02 * Math.abs(studentT3(random)), machineAt: steady, caughtAt3: 0.95 },
  // One process in four comes to lie, or to be optimised, 4% worse: more than the difference that is to be found.
  { name: 'bimodal processes', processOf: (random) => 0.008 * random.normal() + (random.uniform() < 0.25 ? 0.04 : 0), sliceOf: quietSlice, machineAt: steady, caughtAt3: 0.9 },
  // A processor that gets hot: a quarter slower in the end, and a step on the way.
  { name: 'drift', processOf: quietProcess, sliceOf: quietSlice, machineAt: (time) => 0.22 * time + (time > 0.6 ? 0.08 : 0), caughtAt3: 0.95 },
  // A core whose silicon another program uses as well half of the time, in stretches of seven slices and a half.
  { name: 'two speeds', processOf: quietProcess, sliceOf: quietSlice, machineAt: (time) => (Math.floor((time * 2 * blocks * mostPairs) / 7.5) % 2 === 0 ? 0 : 0.55), caughtAt3: 0.95 },
  // Another program takes turns: one slice in six takes half as long again, or up to three times as long.
  { name: 'bursts', processOf: quietProcess, sliceOf: (random) => quietSlice(random) + (random.uniform() < 1 / 6 ? 0.4 + 0.7 * random.uniform() : 0), machineAt: steady, caughtAt3: 0.95 },
]

/** Makes so many comparisons of a version that truly differs by a ratio. */
export function simulateComparisons(scatter: Scatter, truth: number, count: number, seed: number): SimulatedShares {
  const random = seeded(seed)
  const found = Array.from({ length: count }, () => compare(scatter, truth, random))
  const share = (holds: (difference: Found) => boolean) => found.filter(holds).length / count
  return {
    slower: share(({ verdict }) => verdict === 'regression' || verdict === 'slower'),
    faster: share(({ verdict }) => verdict === 'improvement' || verdict === 'faster'),
    covered: share(({ confidenceInterval }) => confidenceInterval !== null && confidenceInterval.low <= truth && truth <= confidenceInterval.high),
    halfWidth: median(found.flatMap(({ confidenceInterval }) => (confidenceInterval === null ? [] : [(confidenceInterval.high - confidenceInterval.low) / 2]))) ?? 0,
    pairs: found.reduce((sum, each) => sum + each.pairs, 0) / count,
  }
}

/** How often a check of so many functions, one of which truly differs, calls the others slower, and finds that one. */
export async function simulateChecks(scatter: Scatter, functions: number, truth: number, count: number, seed: number): Promise<{ readonly falseAlarms: number; readonly caught: number }> {
  const random = seeded(seed)
  const targets = Array.from({ length: functions }, (_, line) => ({ id: `a.ts#f${line}`, file: 'a.ts', name: `f${line}`, line }))
  let falseAlarms = 0
  let caught = 0
  for (let index = 0; index < count; index++) {
    const check = await checkFunctions('/', targets, ({ line }, depth) => {
      const ratios = Array.from({ length: depth === 'screen' ? pairs : mostPairs }, (_, pair) => ratioOfPair(scatter, line === 0 ? truth : 0, pair, random))
      const time: Difference = { ...decideDifference(ratios, { threshold, alpha: 0.05 }), base: null, current: null }
      return Promise.resolve(unchangedComparison({ time, throughput: time }))
    }, { onFunction: () => undefined }, new AbortController().signal)
    const slower = check.functions.filter((each) => ['regressions', 'slower'].includes(stateOf(each)))
    if (slower.some(({ line }) => line > 0)) falseAlarms++
    if (slower.some(({ line }) => line === 0)) caught++
  }
  return { falseAlarms: falseAlarms / count, caught: caught / count }
}

type Found = Pick<Difference, 'verdict' | 'confidenceInterval' | 'pairs'>

/** Two looks, as measured: twelve pairs, and twelve more where they tell too little. */
function compare(scatter: Scatter, truth: number, random: Random): Found {
  const rule = { threshold, alpha: lookAlpha }
  const ratios = Array.from({ length: mostPairs }, (_, pair) => ratioOfPair(scatter, truth, pair, random))
  const first = decideDifference(ratios.slice(0, pairs), rule)
  return needsMorePairs(first) ? decideDifference(ratios, rule) : first
}

/** A pair's ratio: the two versions take their slices in turn. */
function ratioOfPair(scatter: Scatter, truth: number, pair: number, random: Random): number {
  const baseFirst = random.uniform() < 0.5
  const slicesOf = (process: number, isSecond: boolean) => Array.from({ length: blocks }, (_, block) => {
    const time = (pair + (block + (isSecond ? 0.5 : 0)) / blocks) / mostPairs
    return Math.exp(process + scatter.sliceOf(random) + scatter.machineAt(time, random))
  })
  const base = slicesOf(scatter.processOf(random), !baseFirst)
  const current = slicesOf(Math.log1p(truth) + scatter.processOf(random), baseFirst)
  return (baseFirst ? alternatingLogRatio(base, current) : -(alternatingLogRatio(current, base) ?? 0)) ?? 0
}

/** A normal value over the root of a chi-square one by its three degrees of freedom. */
function studentT3(random: Random): number {
  const squares = random.normal() ** 2 + random.normal() ** 2 + random.normal() ** 2
  return random.normal() / Math.sqrt(squares / 3)
}

/** With normal values by Box and Muller. */
export function seeded(seed: number): Random {
  const uniform = seededRandom(seed)
  return { uniform, normal: () => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform()) }
}
