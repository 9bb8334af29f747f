import { median } from './median.ts'
import type { Interval } from './interval.ts'
import type { Point } from './fitLine.ts'

/** A slope, and its 95% interval. */
export interface RobustSlope {
  readonly slope: number
  readonly interval: Interval
}

/**
 * The median of the slopes between all pairs of points, and the interval that Kendall's tau gives (Theil and Sen; Hollander, Wolfe and Chicken, Nonparametric Statistical Methods,
 * section 9.3): a single step, however high, moves neither end of it from 0.
 * @param points of different x, at least two; with fewer than five the interval is all there is
 */
export function theilSen(points: readonly Point[]): RobustSlope {
  const slopes = points.flatMap((one, index) => points.slice(index + 1).map((other) => (other.y - one.y) / (other.x - one.x))).toSorted((a, b) => a - b)
  const count = points.length
  const spread = Math.sqrt((count * (count - 1) * (2 * count + 5)) / 18)
  const below = Math.max(0, Math.floor((slopes.length - 1.96 * spread) / 2))
  return { slope: median(slopes) ?? 0, interval: { low: slopes[below] ?? 0, high: slopes.at(-1 - below) ?? 0 } }
}
