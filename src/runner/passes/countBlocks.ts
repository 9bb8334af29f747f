import type { BlockCountsPass } from '../../protocol/runnerTask.ts'
import { callRounds } from '../calls/callRounds.ts'
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
  counter.take()
  await callRounds(calls, pass.measureMs, mostRounds)
  const functions = counter.take()
  const { count, thrown, firstError } = calls
  if (thrown === count && firstError !== null) return send({ kind: 'failed', stage: 'call', error: firstError })
  send({ kind: 'blockCounts', functions, calls: count - countBefore, thrown: thrown - thrownBefore, measuringMs: now() - calls.startedAt })
}
