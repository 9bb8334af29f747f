import { fitLine } from './fitLine.ts'
import type { Point } from './fitLine.ts'
import { growthClasses } from './growthClass.ts'
import type { GrowthClass } from './growthClass.ts'
import type { Interval } from './interval.ts'

/** What a call takes at a size. */
export interface SizedTime {
  /** At least 2. */
  readonly size: number
  /** Milliseconds per call, above 0. */
  readonly medianMs: number
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

/** Of two hundred straight lines one loses a size for nothing. */
const leaveOutAbove = 0.005

/** What dividing by a class may leave of the exponent for the class to be called close. */
const closeExponent = 0.03

interface SizedPoint extends Point {
  readonly size: number
}

/**
 * The straight line through times against sizes, both in logarithms. At small sizes, where a constant takes most of the time,
 * it is bent: it begins with the five largest sizes and takes in the next smaller one until that lies above the line by more
 * than its scatter explains. Any other bend, of caches or of a logarithm in the growth, stays in the scatter and widens the
 * interval.
 * @returns null with fewer than five sizes
 */
export function fitScaling(times: readonly SizedTime[]): ScalingFit | null {
  const points = times.map(({ size, medianMs }) => ({ size, x: Math.log(size), y: Math.log(medianMs) })).toSorted((a, b) => b.x - a.x)
  let kept: readonly SizedPoint[] = points.slice(0, fewestSizes)
  for (const next of points.slice(fewestSizes)) {
    const line = fitLine(kept)
    if (next.y - line.at(next.x) > line.reach(next.x, leaveOutAbove)) break
    kept = [...kept, next]
  }
  const [largest] = kept
  const smallest = kept.at(-1)
  if (largest === undefined || smallest === undefined || kept.length < fewestSizes) return null
  const line = fitLine(kept)
  return {
    exponent: line.slope,
    exponentInterval: line.slopeInterval,
    growth: growthOf(kept),
    fromSize: smallest.size,
    lineMs: [Math.exp(line.at(smallest.x)), Math.exp(line.at(largest.x))],
  }
}

/** A class fits where times divided by it neither grow nor shrink: the exponent of what is left may be 0. */
function growthOf(points: readonly SizedPoint[]): Growth {
  const left = growthClasses.map(({ name, logAt }) => ({ name, line: fitLine(points.map(({ size, x, y }) => ({ x, y: y - logAt(size) }))) }))
  const fitting = left.filter(({ line: { slopeInterval } }) => slopeInterval.low <= 0 && slopeInterval.high >= 0).map(({ name }) => name)
  if (fitting.length > 0) return { kind: 'fits', names: fitting }
  return {
    kind: 'between',
    slower: left.filter(({ line }) => line.slope > 0).at(-1)?.name ?? null,
    faster: left.find(({ line }) => line.slope < 0)?.name ?? null,
    closeTo: left.find(({ line }) => Math.abs(line.slope) < closeExponent)?.name ?? null,
  }
}
