import type { BlockCountsPass } from '../../protocol/runnerTask.ts'
import type { WorkloadCalls } from '../calls/workloadCalls.ts'
import { send } from '../channel.ts'
import { now } from '../clock.ts'
import type { BlockCounter } from '../evidence/blockCounter.ts'

/** Rounds of all rows that are counted, where time allows. */
const mostRounds = 8

/** Counts how often blocks run in calls after the first ones: whole rounds of all inputs where there is time for one, one call at least. */
export async function countBlocks(calls: WorkloadCalls, pass: BlockCountsPass, counter: BlockCounter): Promise<void> {
  send({ kind: 'stage', stage: 'measure' })
  const countBefore = calls.count
  const thrownBefore = calls.thrown
  const began = now()
  const end = began + pass.measureMs
  counter.take()
  let rounds = 0
  let slowestMs = 0
  do {
    const roundBegan = now()
    for (let row = 0; row < calls.rowCount; row++) {
      const elapsed = calls.batch(1)
      if (typeof elapsed !== 'number') await elapsed
      // Half a first round is all that is told of long calls.
      if (rounds === 0 && now() >= end) break
    }
    slowestMs = Math.max(slowestMs, now() - roundBegan)
    rounds++
  } while (rounds < mostRounds && now() + slowestMs < end)
  const functions = counter.take()
  const { count, thrown, firstError } = calls
  if (thrown === count && firstError !== null) return send({ kind: 'failed', stage: 'call', error: firstError })
  send({ kind: 'blockCounts', functions, calls: count - countBefore, thrown: thrown - thrownBefore, measuringMs: now() - calls.startedAt })
}
