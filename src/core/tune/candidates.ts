import { allValues, nearestValue, valueEnds } from './tuneRange.ts'
import type { TuneRange } from './tuneRange.ts'

/** Where a value stands among others: what lies between 1 and 2 counts as much as between 32 and 64. */
interface Scale {
  readonly positionOf: (value: number) => number
  readonly valueAt: (position: number) => number
}

/**
 * So many values across a range, or all where they are no more, in the order in which to try them: each is the one that is farthest from
 * those before it and from the present one, so that wherever time runs out the range has been looked at as a whole.
 */
export function candidatesAcross(range: TuneRange, present: number, most: number): readonly number[] {
  const { positionOf, valueAt } = scaleOf(range)
  const [low, high] = valueEnds(range).map(positionOf)
  const spread = (): number[] => Array.from({ length: most }, (_, index) => nearestValue(range, valueAt((low ?? 0) + (((high ?? 0) - (low ?? 0)) * index) / (most - 1))))
  const waiting = new Set(allValues(range, most) ?? spread())
  waiting.delete(present)
  const ordered: number[] = []
  while (waiting.size > 0) {
    const taken = [present, ...ordered].map(positionOf)
    const distance = (value: number): number => Math.min(...taken.map((other) => Math.abs(other - positionOf(value))))
    const farthest = [...waiting].reduce((best, value) => (distance(value) > distance(best) ? value : best))
    ordered.push(farthest)
    waiting.delete(farthest)
  }
  return ordered
}

/** Of the range, what two values must be apart so that the difference could matter. */
const closest = 1 / 64

/** The value in the middle between the best one so far and its neighbour on the side that is the wider; null where they are close enough. */
export function candidateBeside(range: TuneRange, best: number, known: readonly number[]): number | null {
  const { positionOf, valueAt } = scaleOf(range)
  const least = closest * Math.abs(positionOf(range.high) - positionOf(range.low))
  const gapTo = (other: number): number => Math.abs(positionOf(other) - positionOf(best))
  const below = known.filter((value) => value < best)
  const above = known.filter((value) => value > best)
  const neighbours = [...(below.length === 0 ? [] : [Math.max(...below)]), ...(above.length === 0 ? [] : [Math.min(...above)])]
  const middles = neighbours.filter((other) => gapTo(other) > 2 * least).toSorted((a, b) => gapTo(b) - gapTo(a)).map((other) => nearestValue(range, valueAt((positionOf(best) + positionOf(other)) / 2)))
  return middles.find((value) => value !== best && !known.includes(value)) ?? null
}

function scaleOf({ low, high, spacing }: TuneRange): Scale {
  if (low < 0) return { positionOf: (value) => value, valueAt: (position) => position }
  // Nought has no logarithm.
  const shift = low > 0 ? 0 : spacing.kind === 'step' ? spacing.step : spacing.kind === 'powers' ? 1 : high / 64
  return { positionOf: (value) => Math.log(value + shift), valueAt: (position) => Math.exp(position) - shift }
}
