import { HeatlineError } from '../../core/heatlineError.ts'
import type { Resize, TimingPass } from '../../protocol/runnerTask.ts'
import { makeFirstCalls } from '../calls/workloadCalls.ts'
import { send } from '../channel.ts'
import { now } from '../clock.ts'
import { resizableRows } from '../rows/resizeRows.ts'
import type { ResizableRows } from '../rows/resizeRows.ts'
import type { RowSet } from '../rows/rowSet.ts'
import { describeThrown } from '../thrownValue.ts'
import { reportTiming, timeCalls } from './timeCalls.ts'
import { warmUp } from './warmUp.ts'

/** Of the time for measuring, what calls of the timed size get to warm up: caches, and code that smaller sizes do not reach. */
const shareOfOwnWarmUp = 0.2

/** Below that many milliseconds the loop around the calls counts. */
const shortCallMs = 0.02

/** Of the batches of longer calls the one that is quicker than nine of ten tells their time: the longer a call, the more other programs interrupt it, and that is no growth. */
const toldBatch = 0.1

/** With fewer none may have gone by undisturbed ... */
const fewestBatches = 5

/** ... so measuring goes on, for up to this many times as long. */
const mostStretch = 4

/** Times calls with inputs of one size, after calls with smaller ones that V8 optimises for sure. */
export async function timeSizedCalls(rowSet: RowSet, pass: TimingPass, { size, warmUpSizes, repeats }: Resize): Promise<void> {
  let rows: ResizableRows
  try {
    rows = resizableRows(rowSet, repeats)
  } catch (error) {
    if (!(error instanceof HeatlineError)) throw error
    return send({ kind: 'failed', stage: 'size', error: describeThrown(error) })
  }
  send({ kind: 'warning', message: rows.note })
  const started = now()
  for (const smaller of warmUpSizes) {
    const calls = await makeFirstCalls(rows.at(smaller))
    await warmUp(calls, pass.warmUpMs / warmUpSizes.length)
  }
  const ownWarmUpMs = pass.measureMs * shareOfOwnWarmUp
  const measureMs = pass.measureMs - ownWarmUpMs
  const calls = await makeFirstCalls(rows.at(size))
  if (calls.isAsync || calls.firstCallMs < shortCallMs) return await timeCalls(calls, { ...pass, warmUpMs: ownWarmUpMs, measureMs }, started)
  const { batchSize } = await warmUp(calls, ownWarmUpMs)
  send({ kind: 'stage', stage: 'measure' })
  const times: number[] = []
  const countBefore = calls.count
  const begun = now()
  do {
    times.push(await calls.batch(batchSize) / batchSize)
  } while (now() < begun + (times.length < fewestBatches ? mostStretch : 1) * measureMs)
  const told = times.toSorted((a, b) => a - b)[Math.floor((times.length - 1) * toldBatch)] ?? calls.firstCallMs
  reportTiming(calls, started, told, calls.count - countBefore)
}
