import { setImmediate } from 'node:timers'
import { HeatlineError } from '../../core/heatlineError.ts'
import { median } from '../../core/statistics/median.ts'
import type { KeptBytesPass } from '../../protocol/runnerTask.ts'
import type { WorkloadCalls } from '../calls/workloadCalls.ts'
import { send } from '../channel.ts'
import { now } from '../clock.ts'
import type { LiveSample, LiveSampler } from '../evidence/liveSampler.ts'
import { fullCollector } from '../fullCollector.ts'
import { makeMark, mostMarks } from '../meter/statementMarks.ts'
import type { StatementMarks } from '../meter/statementMarks.ts'

/** Calls before those that are looked at: what is made once is made. No more, or a table that doubles its room would not do so again. */
const mostWarmUpCalls = 200

/** Calls that are looked at, at most: each object that they leave behind is told. */
const mostCalls = 2000

const turns = 3

/** Makes calls of metered code, and tells which statements allocated what is still held after them. */
export async function findKept(calls: WorkloadCalls, pass: KeptBytesPass, marks: StatementMarks, startSampling: () => LiveSampler): Promise<void> {
  const collect = fullCollector()
  send({ kind: 'stage', stage: 'warmUp' })
  const callEach = async (): Promise<void> => {
    for (let row = 0; row < calls.rowCount && marks.count < mostMarks; row++) {
      marks.begin()
      const batch = calls.batch(1)
      if (typeof batch !== 'number') await batch
    }
  }
  const warmEnd = now() + pass.measureMs / 2
  while (now() < warmEnd && calls.count < mostWarmUpCalls) await callEach()
  send({ kind: 'stage', stage: 'measure' })
  const countBefore = calls.count
  const thrownBefore = calls.thrown
  const end = now() + pass.measureMs / 2
  marks.begin()
  marks.leavesMarks = true
  const sampler = startSampling()
  do await callEach()
  while (now() < end && marks.count < mostMarks && calls.count - countBefore < mostCalls)
  marks.begin()
  marks.leavesMarks = false
  for (let turn = 0; turn < turns; turn++) {
    await new Promise((resolve) => void setImmediate(resolve))
    collect()
  }
  const made = calls.count - countBefore
  const statements = Array.from(bytesByPlace(sampler.take(), marks), ([place, bytes]) => ({ place, bytes: bytes / made }))
  const { count, thrown, firstError } = calls
  if (thrown === count && firstError !== null) return send({ kind: 'failed', stage: 'call', error: firstError })
  send({ kind: 'keptBytes', statements, calls: made, thrown: thrown - thrownBefore, measuringMs: now() - calls.startedAt })
}

/** Bytes by number of a statement. @throws HeatlineError where the marks are not all among the samples */
function bytesByPlace(samples: readonly LiveSample[], marks: StatementMarks): ReadonlyMap<number, number> {
  const made = samples.filter(({ functionName, url }) => functionName === makeMark.name && url.endsWith(__filename))
  // What V8 learns and compiles of the function is booked on it as well.
  const markBytes = median(made.map(({ bytes }) => bytes))
  const isMark = new Set(made.filter(({ bytes }) => bytes === markBytes))
  if (isMark.size !== marks.count) throw new HeatlineError(`V8 told of ${isMark.size} of ${marks.count} objects that stand between statements.`)
  const bytes = new Map<number, number>()
  let mark = -1
  for (const sample of samples) {
    const place = marks.placeAt(mark)
    if (isMark.has(sample)) mark++
    else if (place >= 0) bytes.set(place, (bytes.get(place) ?? 0) + sample.bytes)
  }
  return bytes
}
