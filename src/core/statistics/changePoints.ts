import { seededRandom } from './seededRandom.ts'

/** With fewer values a change cannot be told from chance. */
export const fewestPoints = 20

/** Values on each side of a change. */
const fewestOfSegment = 3

const permutations = 199

/** A series in which nothing changes is said to change in one of a hundred. */
const alpha = 0.01

/** Where a series is best cut in two, and by how much its parts differ. */
interface Split {
  /** The first index of the second part. */
  readonly at: number
  readonly distance: number
}

/**
 * The indices from which on the values of a series differ from those before: E-divisive (Matteson and James, JASA 109, 2014), by the energy
 * distance between neighbouring segments, each split tested by permuting within the segments so far, as Apache Otava's predecessor did
 * (Daly and others, ICPE 2020). The permutations are seeded: the same series has the same changes.
 * @returns ascending; none with fewer than twenty values
 */
export function changePoints(values: readonly number[]): readonly number[] {
  if (values.length < fewestPoints) return []
  const random = seededRandom(values.length)
  let cuts: readonly number[] = []
  while (cuts.length < values.length) {
    const split = bestSplit(segmentsOf(values, cuts))
    if (split === null || !isSignificant(values, cuts, split.distance, random)) break
    cuts = [...cuts, split.at].toSorted((a, b) => a - b)
  }
  return cuts
}

interface Segment {
  readonly start: number
  readonly values: readonly number[]
}

function segmentsOf(values: readonly number[], cuts: readonly number[]): readonly Segment[] {
  return [0, ...cuts].map((start, index) => ({ start, values: values.slice(start, cuts[index] ?? values.length) }))
}

/** Stops counting as soon as the level can no longer be reached. */
function isSignificant(values: readonly number[], cuts: readonly number[], distance: number, random: () => number): boolean {
  const most = Math.floor(alpha * (permutations + 1)) - 1
  let asFar = 0
  for (let round = 0; round < permutations && asFar <= most; round++) {
    const shuffled = segmentsOf(values, cuts).map(({ start, values: own }) => ({ start, values: shuffle(own, random) }))
    if ((bestSplit(shuffled)?.distance ?? 0) >= distance) asFar++
  }
  return asFar <= most
}

function bestSplit(segments: readonly Segment[]): Split | null {
  const splits = segments.flatMap(({ start, values }) => {
    const split = splitOf(values)
    return split === null ? [] : [{ at: start + split.at, distance: split.distance }]
  })
  return splits.reduce<Split | null>((best, split) => (best === null || split.distance > best.distance ? split : best), null)
}

/** Moves one value after the other from the second part to the first: the sums of distances follow. */
function splitOf(values: readonly number[]): Split | null {
  const count = values.length
  const distanceTo = (value: number, from: number, end: number): number => {
    let sum = 0
    for (let other = from; other < end; other++) sum += Math.abs(value - (values[other] ?? 0))
    return sum
  }
  const earlier = values.map((value, index) => distanceTo(value, 0, index))
  const later = values.map((value, index) => distanceTo(value, index + 1, count))
  let first = 0
  let between = 0
  let second = earlier.reduce((sum, each) => sum + each, 0)
  let best: Split | null = null
  for (let before = 1; before <= count - fewestOfSegment; before++) {
    const toFirst = earlier[before - 1] ?? 0
    const toSecond = later[before - 1] ?? 0
    first += toFirst
    second -= toSecond
    between += toSecond - toFirst
    if (before < fewestOfSegment) continue
    const after = count - before
    const energy = (2 * between) / (before * after) - (2 * first) / (before * (before - 1)) - (2 * second) / (after * (after - 1))
    const distance = ((before * after) / count) * energy
    // No distance at all is none, however the other parts look.
    if (distance > 0 && (best === null || distance > best.distance)) best = { at: before, distance }
  }
  return best
}

/** Fisher and Yates. */
function shuffle(values: readonly number[], random: () => number): readonly number[] {
  const shuffled = [...values]
  for (let last = shuffled.length - 1; last > 0; last--) {
    const other = Math.floor(random() * (last + 1))
    const kept = shuffled[last] ?? 0
    shuffled[last] = shuffled[other] ?? 0
    shuffled[other] = kept
  }
  return shuffled
}
