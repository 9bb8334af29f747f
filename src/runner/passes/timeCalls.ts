import { Bench } from 'tinybench'
import { allocatingCalls } from '../../core/statistics/allocatingCalls.ts'
import type { TimingPass } from '../../protocol/runnerTask.ts'
import type { WorkloadCalls } from '../calls/workloadCalls.ts'
import { send } from '../channel.ts'
import { now } from '../clock.ts'
import { countAllocations } from './countAllocations.ts'
import { warmUp } from './warmUp.ts'

/** Calls in a batch, half a millisecond, from which on the loop around them counts: it takes a few nanoseconds a call. */
export const shortCalls = 50

const manyCalls = 20

/** Milliseconds of calls that V8 needs to optimise them again, roughly. */
const warmMs = 50

/** Such batches are cut into this many: the shorter one is, the fewer of them are interrupted by another program. */
const cutsOfShort = 5

/** The fewest of them that a median rests on, whatever time is left. */
const leastShort = 15

/**
 * Times calls under the natural JIT. The budget, warm-up and measuring together, counts from the start of the first
 * call and is overrun by one call, or by a few short ones: where the first call uses up the measuring time, it is the
 * measurement.
 * @param since when measuring began, where calls of another kind came before
 */
export async function timeCalls(calls: WorkloadCalls, pass: TimingPass, since = calls.startedAt): Promise<void> {
  // Where many calls are known to fit, a first call as long as that was not the function's doing: another program had the processor.
  const areManyKnownToFit = (pass.sampledCallMs ?? Infinity) * manyCalls <= pass.measureMs
  if (calls.firstCallMs >= pass.measureMs && !areManyKnownToFit) return reportTiming(calls, since, calls.firstCallMs, 1)

  send({ kind: 'stage', stage: 'warmUp' })
  const { batchSize, callMs, extendedMs } = await warmUp(calls, pass.warmUpMs, areManyKnownToFit)
  const deadline = calls.startedAt + pass.warmUpMs + pass.measureMs + extendedMs
  if (calls.thrown === calls.count && calls.count > 1) return reportTiming(calls, since, callMs, 1)
  if (now() >= deadline && !areManyKnownToFit) return reportTiming(calls, since, callMs, 1)

  send({ kind: 'stage', stage: 'measure' })
  const countBefore = calls.count
  const isShort = batchSize >= shortCalls
  const size = isShort ? Math.ceil(batchSize / cutsOfShort / calls.rowCount) * calls.rowCount : batchSize
  // Each way has half of the time: what a call takes when it has the processor for itself, and when it is waited for.
  const ways = [calls, ...(isShort && calls.linked !== null ? [calls.linked] : [])]
  const medians: number[] = []
  for (const [index, way] of ways.entries()) {
    medians.push(await medianCallMs(way, calls.isAsync, size, isShort, (deadline - now()) / (ways.length - index)))
  }
  const iterations = calls.count - countBefore
  const measuredAt = now()
  const medianMs = Math.max(...medians)
  const counted = pass.countsAllocations === true ? allocatingCalls(medianMs) : 0
  // In the end: it collects all garbage, after which calls are not what they were.
  const bytesPerCall = counted === 0 ? null : await countAllocations(calls, counted, warmMs)
  reportTiming(calls, since, medianMs, iterations, { bytesPerCall, measuredAt })
}

/** The median over batches of what a call takes. */
async function medianCallMs(way: Pick<WorkloadCalls, 'batch' | 'emptyBatch'>, isAsync: boolean, size: number, isShort: boolean, time: number): Promise<number> {
  const bench = new Bench({ now, time, iterations: isShort ? leastShort : 1, warmup: false, throws: true })
  // V8 has yet to optimise this loop with the empty call in it.
  if (isShort) await way.emptyBatch(size)
  let started = now()
  // tinybench reads the clock once per batch; the batch's mean is the measurement, its cost in time what the budget loses.
  const measurement = (elapsedMs: number, emptyMs: number) => {
    const ended = now()
    const cost = ended - started
    started = ended
    // tinybench knows no negative durations; the median is the same.
    return { overriddenDuration: Math.max(0, elapsedMs - emptyMs) / size, overriddenIterationCost: cost }
  }
  // An empty batch beside each: what slows the machine down slows both.
  bench.add(
    'calls',
    isAsync
      ? async () => measurement(await way.batch(size), isShort ? await way.emptyBatch(size) : 0)
      : () => measurement(Number(way.batch(size)), isShort ? Number(way.emptyBatch(size)) : 0),
    { async: isAsync },
  )
  const [task] = isAsync ? await bench.run() : bench.runSync()
  if (task?.result.state !== 'completed') throw new Error('Internal error: tinybench measured nothing')
  return task.result.latency.p50
}

/** Ends a timing pass. */
export function reportTiming(calls: WorkloadCalls, since: number, medianMs: number, iterations: number, { bytesPerCall, measuredAt }: { readonly bytesPerCall: number | null; readonly measuredAt: number } = { bytesPerCall: null, measuredAt: now() }): void {
  const { count, thrown, firstError } = calls
  if (thrown === count && firstError !== null) {
    send({ kind: 'failed', stage: 'call', error: firstError })
    return
  }
  send({ kind: 'timing', medianMs, bytesPerCall, iterations, thrown, calls: count, measuringMs: measuredAt - since })
}
