import { Bench } from 'tinybench'
import type { TimingPass } from '../../protocol/runnerTask.ts'
import type { WorkloadCalls } from '../calls/workloadCalls.ts'
import { send } from '../channel.ts'
import { now } from '../clock.ts'
import { warmUp } from './warmUp.ts'

/** Calls in a batch from which on the loop around them counts: it takes a few nanoseconds a call, and a batch half a millisecond. */
const leastSubtracted = 50

/**
 * Times calls under the natural JIT. The budget, warm-up and measuring together, counts from the start of the first
 * call and is overrun by at most one call: where the first call uses up the measuring time, it is the measurement.
 */
export async function timeCalls(calls: WorkloadCalls, pass: TimingPass): Promise<void> {
    if (calls.firstCallMs >= pass.measureMs) return report(calls, calls.firstCallMs, 1)

  send({ kind: 'stage', stage: 'warmUp' })
  const { batchSize, callMs, extendedMs } = await warmUp(calls, pass.warmUpMs)
  const deadline = calls.startedAt + pass.warmUpMs + pass.measureMs + extendedMs
  if (calls.thrown === calls.count && calls.count > 1) return report(calls, callMs, 1)
  if (now() >= deadline) return report(calls, callMs, 1)

  send({ kind: 'stage', stage: 'measure' })
  const bench = new Bench({ now, time: deadline - now(), iterations: 1, warmup: false, throws: true })
  const countBefore = calls.count
  const subtractsLoop = batchSize >= leastSubtracted
  let started = now()
  // tinybench reads the clock once per batch; the batch's mean is the measurement, its cost in time what the budget loses.
  // Where the loop counts, an empty batch follows each: whatever slows the machine down slows both.
  const measurement = (elapsedMs: number, emptyMs: number) => {
    const ended = now()
    const cost = ended - started
    started = ended
    // tinybench knows no negative durations; the median is the same.
    return { overriddenDuration: Math.max(0, elapsedMs - emptyMs) / batchSize, overriddenIterationCost: cost }
  }
  bench.add(
    'calls',
    calls.isAsync
      ? async () => measurement(await calls.batch(batchSize), subtractsLoop ? await calls.emptyBatch(batchSize) : 0)
      : () => measurement(Number(calls.batch(batchSize)), subtractsLoop ? Number(calls.emptyBatch(batchSize)) : 0),
    { async: calls.isAsync },
  )
  const [task] = calls.isAsync ? await bench.run() : bench.runSync()
  if (task?.result.state !== 'completed') throw new Error('Internal error: tinybench measured nothing')
  report(calls, task.result.latency.p50, calls.count - countBefore)
}

function report(calls: WorkloadCalls, medianMs: number, iterations: number): void {
  const { count, thrown, firstError } = calls
  if (thrown === count && firstError !== null) {
    send({ kind: 'failed', stage: 'call', error: firstError })
    return
  }
  send({ kind: 'timing', medianMs, iterations, thrown, calls: count, measuringMs: now() - calls.startedAt })
}
