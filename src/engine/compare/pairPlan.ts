import { allocatingCalls } from '../../core/statistics/allocatingCalls.ts'

/** How pairs of processes are measured. */
export interface PairPlan {
  /** Rows of inputs that the calls take in turn, at most. */
  readonly mostRows: number
  /** Turns of warming up, and milliseconds of each; none where calls are so long that there is nothing to warm. */
  readonly warmTurns: number
  readonly warmMs: number
  /** Blocks of one slice each; 0 where the first call is the measurement. */
  readonly blocks: number
  readonly sliceMs: number
  /** Calls whose allocations are counted, once and twice over; 0 for none. */
  readonly allocatingCalls: number
  readonly pairs: number
  /** With the extension. */
  readonly mostPairs: number
}

/** Milliseconds that a comparison of usual calls takes, and the most that one may. */
const usualMs = 3000
const mostMs = 6000

/** Slices as short as this follow the machine's changes, and are many more than switching takes. Where a call is longer there are fewer. */
const sliceMs = 2
const mostBlocks = 20
const fewestBlocks = 3
const blocksMs = sliceMs * mostBlocks

/** A round of all rows of inputs may take this long; of longer calls the first rows are taken. */
const longestRoundMs = 10

/** Milliseconds of warming up, and of one turn of it. */
const warmMs = 50
const warmTurnMs = 5

/** Half of the pairs of the extension. */
const usualPairs = 12
/** What a sign test of 95% needs. */
export const fewestPairs = 6

/** From here on calls are not repeated to warm up, and from there on the first is the measurement. */
const longCallMs = 100
const veryLongCallMs = 1000

/**
 * Plans by the length of a call: from 2 ms on a slice is one call; blocks shrink first, then pairs, never below six.
 * @param callMs what a call takes, roughly, of the slower side
 * @param firstCallMs what a process's first one takes
 */
export function planPairs(callMs: number, firstCallMs: number, rowCount: number): PairPlan {
  const mostRows = callMs <= 0 ? rowCount : Math.max(1, Math.min(rowCount, Math.floor(longestRoundMs / callMs)))
  const sliceTakes = Math.max(sliceMs, callMs * mostRows)
  const isVeryLong = callMs >= veryLongCallMs
  const blocks = isVeryLong ? 0 : callMs >= longCallMs ? 1 : Math.max(fewestBlocks, Math.min(mostBlocks, Math.round(blocksMs / sliceTakes)))
  const warmTurnTakes = Math.max(warmTurnMs, callMs * mostRows)
  const warmTurns = callMs >= longCallMs ? 0 : Math.max(1, Math.floor(warmMs / warmTurnTakes))
  const pairTakes = 2 * (firstCallMs + warmTurns * warmTurnTakes + blocks * sliceTakes + 6 * allocatingCalls(callMs) * callMs)
  const pairs = Math.max(fewestPairs, Math.min(usualPairs, Math.floor(usualMs / pairTakes)))
  return { mostRows, warmTurns, warmMs: warmTurns === 0 ? 0 : warmTurnMs, blocks, sliceMs, allocatingCalls: allocatingCalls(callMs), pairs, mostPairs: 2 * pairs * pairTakes <= mostMs ? 2 * pairs : pairs }
}
