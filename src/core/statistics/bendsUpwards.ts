import { fitLine } from './fitLine.ts'
import type { Point } from './fitLine.ts'
import { tQuantile } from './tQuantile.ts'

/**
 * Whether points lie on a curve that rises ever faster rather than on a line: the square's coefficient is above 0 by a one-sided
 * t test.
 * @param points at least four
 * @param falseAlarm the share of straight lines that are called bent
 * @param leastChange how much more the slope must be at the last point than at the first
 */
export function bendsUpwards(points: readonly Point[], falseAlarm: number, leastChange: number): boolean {
  const line = fitLine(points)
  const squares = fitLine(points.map(({ x }) => ({ x, y: x * x })))
  // What the line leaves of the values, and of the squares: their slope through 0 is the square's coefficient.
  const left = points.map(({ x, y }) => ({ square: x * x - squares.at(x), value: y - line.at(x) }))
  const spread = left.reduce((sum, { square }) => sum + square ** 2, 0)
  const bend = left.reduce((sum, { square, value }) => sum + square * value, 0) / spread
  const degrees = points.length - 3
  const scatter = Math.sqrt(left.reduce((sum, { square, value }) => sum + (value - bend * square) ** 2, 0) / degrees)
  const xs = points.map(({ x }) => x)
  return 2 * bend * (Math.max(...xs) - Math.min(...xs)) > leastChange && bend > (tQuantile(falseAlarm, degrees) * scatter) / Math.sqrt(spread)
}
