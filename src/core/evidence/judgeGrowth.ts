import { theilSen } from '../statistics/theilSen.ts'
import type { Growth, GrowthVerdict, HeldBytes } from './growth.ts'

/** Fewer looks at the heap tell nothing. */
const fewestLooks = 7

/** V8 itself leaves something behind until it has optimised all that is hot: code that it compiled, and what it learnt of it. Seen are up to 80 kB. */
const leastBytes = 131_072

/** Of that, what a single function makes that was optimised late. */
const unevenness = 32_768

/** Less may be the begin of more where it comes evenly: the interval's low end is no less than this share of the slope. */
const even = 0.7
const leastEvenBytes = 4096

/** Bytes per call below which nobody minds. */
const leastPerCall = 0.5

/** What grows for good grows as fast in the end as before: a container that doubles when it is full does, to within this share. */
const lastsFrom = 0.4

/** What fills up does not. */
const levelsBelow = 0.2

/**
 * Whether what is held grows with each call for good. Calls between looks at the heap grow by a factor: so a table that doubles its room takes as many
 * looks for each step, and a cache that fills up is seen to stop.
 * @param held in order of calls, from after warm-up on
 */
export function judgeGrowth(held: readonly HeldBytes[]): Omit<Growth, 'keptBy'> {
  const { slope, interval } = theilSen(held.map(({ calls, bytes }) => ({ x: calls, y: bytes })))
  return { bytesPerCall: slope, confidenceInterval: interval, calls: held.at(-1)?.calls ?? 0, verdict: verdictOf(held, slope, interval.low) }
}

function verdictOf(held: readonly HeldBytes[], slope: number, low: number): GrowthVerdict {
  const first = held[0]
  const last = held.at(-1)
  if (first === undefined || last === undefined || held.length < fewestLooks) return 'unsure'
  const half = held.findLast(({ calls }) => 2 * calls <= last.calls) ?? first
  const recent = held.findLast(({ calls }) => Math.SQRT2 * calls <= last.calls * (1 + Number.EPSILON)) ?? half
  const grown = slopeOf(half, last)
  const least = low > 0 && low >= even * slope ? leastEvenBytes : unevenness
  // It has held as much before.
  const highest = Math.max(...held.filter(({ calls }) => calls <= half.calls).map(({ bytes }) => bytes))
  if (last.bytes <= highest + least || grown < leastPerCall) return 'steady'
  const before = slopeOf(first, half)
  if (grown < levelsBelow * before) return 'steady'
  const isCertain = low >= leastPerCall && low * (last.calls - first.calls) >= leastBytes
  return isCertain && grown >= lastsFrom * before && slopeOf(recent, last) >= lastsFrom * slope ? 'grows' : 'unsure'
}

function slopeOf(one: HeldBytes, other: HeldBytes): number {
  return other.calls > one.calls ? (other.bytes - one.bytes) / (other.calls - one.calls) : 0
}
