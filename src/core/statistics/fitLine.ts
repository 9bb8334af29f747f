import type { Interval } from './interval.ts'
import { tQuantile } from './tQuantile.ts'

export interface Point {
  readonly x: number
  readonly y: number
}

/** A straight line through points, by least squares. */
export interface LineFit {
  readonly slope: number
  /** 95%, from how far the points lie off the line: a bend widens it as noise does. */
  readonly slopeInterval: Interval
  readonly at: (x: number) => number
}

/**
 * Fits a line (ordinary least squares, Student's t with two degrees of freedom less than there are points).
 * @param points at least three, of more than one x
 */
export function fitLine(points: readonly Point[]): LineFit {
  const count = points.length
  const meanX = sumOf(points, ({ x }) => x) / count
  const meanY = sumOf(points, ({ y }) => y) / count
  const spread = sumOf(points, ({ x }) => (x - meanX) ** 2)
  const slope = sumOf(points, ({ x, y }) => (x - meanX) * (y - meanY)) / spread
  const at = (x: number): number => meanY + slope * (x - meanX)
  const degrees = count - 2
  const scatter = Math.sqrt(sumOf(points, ({ x, y }) => (y - at(x)) ** 2) / degrees)
  const half = (tQuantile(0.025, degrees) * scatter) / Math.sqrt(spread)
  return {
    slope,
    slopeInterval: { low: slope - half, high: slope + half },
    at,
  }
}

function sumOf(points: readonly Point[], term: (point: Point) => number): number {
  return points.reduce((sum, point) => sum + term(point), 0)
}
