import { Bench } from 'tinybench'
import type { TimingPass } from '../../protocol/runnerTask.ts'
import type { WorkloadCalls } from '../calls/workloadCalls.ts'
import { send } from '../channel.ts'
import { now } from '../clock.ts'
import { warmUp } from './warmUp.ts'

/** Below this a time per call says no more than that it is short: a nanosecond is three or four instructions. */
const shortestMs = 1e-7

/**
 * Times calls under the natural JIT. The budget, warm-up and measuring together, counts from the start of the first
 * call and is overrun by at most one call: where the first call uses up the measuring time, it is the measurement.
 */
export async function timeCalls(calls: WorkloadCalls, pass: TimingPass): Promise<void> {
  const deadline = calls.startedAt + pass.warmUpMs + pass.measureMs
  if (calls.firstCallMs >= pass.measureMs) return report(calls, calls.firstCallMs, 1)

  send({ kind: 'stage', stage: 'warmUp' })
  const { batchSize, callMs } = await warmUp(calls, pass.warmUpMs)
  if (calls.thrown === calls.count && calls.count > 1) return report(calls, callMs, 1)
  if (now() >= deadline) return report(calls, callMs, 1)

  send({ kind: 'stage', stage: 'measure' })
  const bench = new Bench({ now, time: deadline - now(), iterations: 1, warmup: false, throws: true })
  const countBefore = calls.count
  let started = now()
  // tinybench reads the clock once per batch; the batch's mean is the measurement, its cost in time what the budget loses.
  const measurement = (elapsedMs: number) => {
    const ended = now()
    const cost = ended - started
    started = ended
    return { overriddenDuration: elapsedMs / batchSize, overriddenIterationCost: cost }
  }
  bench.add('calls', calls.isAsync ? async () => measurement(await calls.batch(batchSize)) : () => measurement(Number(calls.batch(batchSize))), { async: calls.isAsync })
  const [task] = calls.isAsync ? await bench.run() : bench.runSync()
  if (task?.result.state !== 'completed') throw new Error('Internal error: tinybench measured nothing')
  const iterations = calls.count - countBefore
  // What is as quick as an empty call cannot be told from it.
  const loopMs = batchSize > 1 ? await emptyCallMs(calls, batchSize) : 0
  report(calls, Math.max(task.result.latency.p50 - loopMs, shortestMs), iterations)
}

/** What the loop and an empty call take: the smallest of several means, so that it is never overestimated by much. */
async function emptyCallMs(calls: WorkloadCalls, batchSize: number): Promise<number> {
  const size = Math.min(batchSize, 20_000)
  const means: number[] = []
  for (let i = 0; i < 15; i++) {
    const elapsed = calls.emptyBatch(size)
    means.push((typeof elapsed === 'number' ? elapsed : await elapsed) / size)
  }
  return Math.min(...means)
}

function report(calls: WorkloadCalls, medianMs: number, iterations: number): void {
  const { count, thrown, firstError } = calls
  if (thrown === count && firstError !== null) {
    send({ kind: 'failed', stage: 'call', error: firstError })
    return
  }
  send({ kind: 'timing', medianMs, iterations, thrown, calls: count, measuringMs: now() - calls.startedAt })
}
