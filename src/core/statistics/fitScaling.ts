import { bendsUpwards } from './bendsUpwards.ts'
import { fitLine } from './fitLine.ts'
import type { LineFit, Point } from './fitLine.ts'
import { growthClasses } from './growthClass.ts'
import type { GrowthClass } from './growthClass.ts'
import type { Interval } from './interval.ts'

/** What a call takes at a size. */
export interface SizedTime {
  /** At least 2. */
  readonly size: number
  /** Milliseconds per call, above 0. */
  readonly ms: number
}

export type GrowthName = GrowthClass['name']

/** How time grows with size. */
export interface ScalingFit {
  /** Time grows with this power of the size, over the sizes that the line rests on. */
  readonly exponent: number
  /** 95% */
  readonly exponentInterval: Interval
  readonly growth: Growth
  /** The smallest size that the line rests on: below it something else takes the time. */
  readonly fromSize: number
  /** The line rises ever faster even so: with larger sizes the exponent would be higher. */
  readonly stillBends: boolean
  /** Milliseconds on the line at its smallest and its largest size. */
  readonly lineMs: readonly [number, number]
}

/** The textbook classes that the times agree with. */
export type Growth =
  /** One or more, slowest growth first. */
  | { readonly kind: 'fits'; readonly names: readonly GrowthName[] }
  /** None: the nearest that grows slower, and the nearest that grows faster; null beyond the ends. */
  | { readonly kind: 'between'; readonly slower: GrowthName | null; readonly faster: GrowthName | null; /** The one of them that it nearly is. */ readonly closeTo: GrowthName | null }

/** With fewer sizes a line says too little of what lies beyond them. */
export const fewestSizes = 5

/** One straight line in ten loses a size: one too few costs width, one that is not on the line the truth. */
const bentEnough = [0.1, 0.02] as const

/** One straight line in a hundred is said to be bent, and none where the exponent hardly changes. */
const surelyBent = [0.01, 0.1] as const

/** A class is close that is nearer than this share of the way to the other one. */
const closeShare = 0.25

/** The same, as what dividing by the class leaves of the exponent, where there is no other one. */
const closeExponent = 0.1

/** No exponent is known better than this: how code and data come to lie differs by some thousandths from size to size, and not at random. */
const leastHalfWidth = 0.005

interface SizedPoint extends Point {
  readonly size: number
}

/**
 * The straight line through times against sizes, both in logarithms. At small sizes, where a constant takes most of the time,
 * it is bent upwards: the smallest is left out as long as the bend is significant and five are left. Any other bend, of caches
 * or of a logarithm in the growth, stays in the scatter and widens the interval.
 * @returns null with fewer than five sizes
 */
export function fitScaling(times: readonly SizedTime[]): ScalingFit | null {
  let kept: readonly SizedPoint[] = times.map(({ size, ms }) => ({ size, x: Math.log(size), y: Math.log(ms) })).toSorted((a, b) => a.x - b.x)
  while (kept.length > fewestSizes && bendsUpwards(kept, ...bentEnough)) kept = kept.slice(1)
  const [smallest] = kept
  const largest = kept.at(-1)
  if (smallest === undefined || largest === undefined || kept.length < fewestSizes) return null
  const line = lineOf(kept, ({ y }) => y)
  return {
    exponent: line.slope,
    exponentInterval: line.interval,
    growth: growthOf(kept),
    fromSize: smallest.size,
    stillBends: bendsUpwards(kept, ...surelyBent),
    lineMs: [Math.exp(line.at(smallest.x)), Math.exp(line.at(largest.x))],
  }
}

/** A class fits where times divided by it neither grow nor shrink: the exponent of what is left may be 0. */
function growthOf(points: readonly SizedPoint[]): Growth {
  const left = growthClasses.map(({ name, logAt }) => ({ name, line: lineOf(points, ({ size, y }) => y - logAt(size)) }))
  const fitting = left.filter(({ line: { interval } }) => interval.low <= 0 && interval.high >= 0).map(({ name }) => name)
  if (fitting.length > 0) return { kind: 'fits', names: fitting }
  const slower = left.filter(({ line }) => line.slope > 0).at(-1) ?? null
  const faster = left.find(({ line }) => line.slope < 0) ?? null
  const way = slower === null || faster === null ? closeExponent / closeShare : slower.line.slope - faster.line.slope
  const closeTo = [slower, faster].find((each) => each !== null && Math.abs(each.line.slope) < closeShare * way) ?? null
  return { kind: 'between', slower: slower?.name ?? null, faster: faster?.name ?? null, closeTo: closeTo?.name ?? null }
}

function lineOf(points: readonly SizedPoint[], yOf: (point: SizedPoint) => number): LineFit & { readonly interval: Interval } {
  const line = fitLine(points.map((point) => ({ x: point.x, y: yOf(point) })))
  const { slope, slopeInterval } = line
  return { ...line, interval: { low: Math.min(slopeInterval.low, slope - leastHalfWidth), high: Math.max(slopeInterval.high, slope + leastHalfWidth) } }
}
