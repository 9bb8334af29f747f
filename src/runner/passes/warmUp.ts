import { median } from '../../core/statistics/median.ts'
import type { WorkloadCalls } from '../calls/workloadCalls.ts'
import { computingMs, now } from '../clock.ts'

/** Milliseconds of calls between two looks at the clock. */
const batchMs = 0.5

/** Batches that are looked at together: one that another program interrupted must not decide how large the next ones are. */
const recentBatches = 5

/** What is known when warm-up ends. */
export interface WarmUp {
  /** Calls that take about half a millisecond together, at least one. */
  readonly batchSize: number
  /** What a call took lately: the median of the last batches' means. */
  readonly callMs: number
  /** Milliseconds beyond what was asked for: other programs had the processor. */
  readonly extendedMs: number
}

/** A busy machine may stretch warm-up to this many times its length. */
const mostStretch = 2

/**
 * Calls until `warmUpMs` have passed since the first call began, which counts, and finds out how many calls make a
 * batch: reading the clock costs as much as several calls of a small function. Where other programs hold the processor,
 * up to twice as long: V8 optimises after so much work, not after so much time.
 * @param mustSettle makes the few calls more that the size of a batch takes to be known, whatever time it is: calls are
 * known to be short, and this process had no turn
 */
export async function warmUp(calls: WorkloadCalls, warmUpMs: number, mustSettle = false): Promise<WarmUp> {
  const end = calls.startedAt + warmUpMs
  const stretchedEnd = calls.startedAt + mostStretch * warmUpMs
  const computedEnd = calls.startedComputing + warmUpMs
  let batchSize = 1
  let isSettled = !mustSettle
  let callMs = calls.firstCallMs
  const recent: number[] = []
  while (!isSettled || now() < end || (callMs <= batchMs && !calls.isAsync && now() < stretchedEnd && computingMs() < computedEnd)) {
    const elapsed = calls.batch(batchSize)
    recent.push((typeof elapsed === 'number' ? elapsed : await elapsed) / batchSize)
    if (recent.length > recentBatches) recent.shift()
    callMs = median(recent) ?? callMs
    // At most doubled at once: the first calls of a function are its slowest, or its fastest.
    const wanted = callMs > 0 ? Math.round(batchMs / callMs) : Infinity
    const next = Math.max(1, Math.min(wanted, batchSize * 2, calls.largestBatch))
    isSettled ||= recent.length === recentBatches && next <= batchSize
    batchSize = next
  }
  batchSize = holdAllRows(calls, batchSize)
  const extendedMs = callMs > batchMs ? 0 : Math.min(Math.max(now() - end, 0), (mostStretch - 1) * warmUpMs)
  return { batchSize, callMs, extendedMs }
}

/** Makes a batch hold each row equally often, or its median would be that of some rows. */
function holdAllRows({ rowCount, largestBatch }: WorkloadCalls, batchSize: number): number {
  if (rowCount === 1) return batchSize
  return Math.min(Math.max(1, Math.round(batchSize / rowCount)) * rowCount, Math.max(largestBatch, rowCount))
}
