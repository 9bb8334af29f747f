import { median } from '../../core/statistics/median.ts'
import type { LineBytesPass } from '../../protocol/runnerTask.ts'
import type { WorkloadCalls } from '../calls/workloadCalls.ts'
import { send } from '../channel.ts'
import { computingMs, now } from '../clock.ts'
import type { HeapMeter, StatementBytes } from '../meter/heapMeter.ts'

/** Rounds of calls whose median is told: what V8 itself allocates when it compiles is in few of them. */
const mostRounds = 7

/** One before any that is told, and that one. */
const fewestRounds = 2

/** One round of looks at the heap may take so many times the time that there is for all of them. */
const mostBudgets = 4

/** Makes calls of metered code, and tells what each statement allocated in one. */
export async function meterCalls(calls: WorkloadCalls, pass: LineBytesPass, meter: HeapMeter): Promise<void> {
  send({ kind: 'stage', stage: 'warmUp' })
  // V8 optimises after so much work: where other programs hold the processor, up to twice as long.
  const warmed = computingMs() + pass.warmUpMs
  const warmEnd = now() + 2 * pass.warmUpMs
  let slowestMs = 0
  const callEach = async (): Promise<void> => {
    const began = now()
    // One call for each row of inputs, or bytes would be those of some rows.
    for (let row = 0; row < calls.rowCount; row++) {
      meter.begin()
      const elapsed = calls.batch(1)
      if (typeof elapsed !== 'number') await elapsed
    }
    slowestMs = now() - began
  }
  do await callEach()
  while (now() < warmEnd && computingMs() < warmed)
  meter.take()
  await callEach()
  const ran = meter.runs
  if (meter.looksMs(ran) > Math.min(mostBudgets * pass.measureMs, ((pass.mostMs ?? Infinity) - pass.warmUpMs) / fewestRounds)) {
    return send({ kind: 'failed', stage: 'record', error: { name: 'Too many', message: `Statements run ${Math.round(ran / calls.rowCount).toLocaleString('en')} times in a call, too often to look at the heap between them in the time budget.`, stack: null } })
  }
  send({ kind: 'stage', stage: 'measure' })
  meter.looks = true
  await callEach()
  const thrownBefore = calls.thrown
  const countBefore = calls.count
  const perRound = Math.max(1, Math.floor(pass.measureMs / mostRounds / Math.max(slowestMs, 0.001)))
  const rounds: (readonly StatementBytes[])[] = []
  const end = now() + pass.measureMs
  meter.take()
  do {
    for (let call = 0; call < perRound; call++) await callEach()
    rounds.push(meter.take())
  } while (rounds.length < mostRounds && now() < end)
  const callsPerRound = perRound * calls.rowCount
  const { count, thrown, firstError } = calls
  if (thrown === count && firstError !== null) return send({ kind: 'failed', stage: 'call', error: firstError })
  const last = rounds.at(-1) ?? []
  send({
    kind: 'lineBytes',
    statements: last.map(({ places, runs }, index) => ({ places, bytes: (median(rounds.map((round) => round[index]?.bytes ?? 0)) ?? 0) / callsPerRound, runs: runs / callsPerRound })),
    calls: count - countBefore,
    thrown: thrown - thrownBefore,
    measuringMs: now() - calls.startedAt,
  })
}
