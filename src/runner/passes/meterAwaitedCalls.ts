import type { AwaitsPass } from '../../protocol/runnerTask.ts'
import { callRounds } from '../calls/callRounds.ts'
import type { WorkloadCalls } from '../calls/workloadCalls.ts'
import { send } from '../channel.ts'
import { now } from '../clock.ts'
import type { AwaitMeter } from '../evidence/awaitMeter.ts'

/** Rounds of all rows that are metered, where time allows. */
const mostRounds = 1000

/** Makes calls of code whose awaits are metered. Where the first call takes all of the time, it is the one that is told. */
export async function meterAwaitedCalls(calls: WorkloadCalls, pass: AwaitsPass, meter: AwaitMeter): Promise<void> {
  let countBefore = 0
  let callsMs = calls.firstCallMs
  let thrownBefore = 0
  if (calls.firstCallMs < pass.measureMs) {
    send({ kind: 'stage', stage: 'measure' })
    countBefore = calls.count
    thrownBefore = calls.thrown
    callsMs = 0
    meter.take()
    await callRounds(calls, pass.measureMs, mostRounds, { before: () => { meter.beginCall() }, after: (ms) => { callsMs += ms } })
  }
  const lines = meter.take()
  const { count, thrown, firstError } = calls
  if (thrown === count && firstError !== null) return send({ kind: 'failed', stage: 'call', error: firstError })
  send({ kind: 'awaits', lines, calls: count - countBefore, callsMs, thrown: thrown - thrownBefore, measuringMs: now() - calls.startedAt })
}
