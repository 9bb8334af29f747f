import { setImmediate } from 'node:timers'
import type { HeldBytes } from '../../core/evidence/growth.ts'
import { judgeGrowth } from '../../core/evidence/judgeGrowth.ts'
import type { GrowthPass } from '../../protocol/runnerTask.ts'
import type { WorkloadCalls } from '../calls/workloadCalls.ts'
import { send } from '../channel.ts'
import { now } from '../clock.ts'
import { fullCollector } from '../fullCollector.ts'
import { heapBytes } from '../meter/heapBytes.ts'
import { warmUp } from './warmUp.ts'

/** Looks at the heap while the calls double. */
const looksPerDoubling = 4

/** Of the time for calls, the part that warm-up takes, and then what comes before the first look. */
const shareOfWarmUp = 1 / 8

/** Looks that are taken of short calls whatever time it is: this process may have had no turn. */
const fewestLooks = 9

const mostLooks = 64

const manyCalls = 20

/** A large heap takes long to collect: so many times as long as the calls at most, where there are looks enough. */
const mostCollecting = 4

/** What calls may leave behind here: the machine has other uses for its memory. */
const mostBytes = 128e6

/** Makes more and more calls, and tells how many bytes are held after each part of them. Twice as long where it cannot be told whether they grow. */
export async function watchGrowth(calls: WorkloadCalls, pass: GrowthPass): Promise<void> {
  const held = new HeldSoFar()
  const warmUpMs = pass.measureMs * shareOfWarmUp
  send({ kind: 'stage', stage: 'warmUp' })
  // Where many calls are known to fit, how many make a batch must be known: this process may have had no turn.
  const { batchSize } = await warmUp(calls, warmUpMs, pass.sampledCallMs * manyCalls <= warmUpMs)
  let batches = Math.max(1, Math.round(calls.count / batchSize))
  let sinceCollected = 0
  const make = async (count: number): Promise<number> => {
    let ms = 0
    for (let batch = 0; batch < count; batch++) {
      const elapsed = calls.batch(batchSize)
      const batchMs = typeof elapsed === 'number' ? elapsed : await elapsed
      ms += batchMs
      sinceCollected += batchMs
      // How large a weak table becomes depends on how many calls there are from one collection to the next: about as many all the time.
      if (sinceCollected >= pass.collectEveryMs) {
        await held.collect()
        sinceCollected = 0
      }
    }
    batches += count
    return ms
  }
  let callsMs = warmUpMs
  do callsMs += await make(1)
  while (callsMs < 2 * warmUpMs)
  // It is the calls' time that is bounded.
  while (held.looks < mostLooks && held.grown < mostBytes) {
    send({ kind: 'stage', stage: 'measure' })
    await held.look(calls.count)
    sinceCollected = 0
    const next = Math.ceil(batches * 2 ** (1 / looksPerDoubling))
    const expectedMs = callsMs * (next / batches)
    if (held.looks >= fewestLooks && (expectedMs > 2 * pass.measureMs || held.collectingMs > mostCollecting * pass.measureMs)) break
    if (expectedMs > 8 * pass.measureMs || (expectedMs > pass.measureMs && judgeGrowth(held.list()).verdict !== 'unsure')) break
    callsMs += await make(next - batches)
  }
  const { count, thrown, firstError } = calls
  if (thrown === count && firstError !== null) return send({ kind: 'failed', stage: 'call', error: firstError })
  send({ kind: 'growth', held: held.list(), calls: count, thrown, measuringMs: now() - calls.startedAt })
}

/** What was held at each look, without objects of its own that it would count. */
class HeldSoFar {
  readonly #calls = new Float64Array(mostLooks)
  readonly #bytes = new Float64Array(mostLooks)
  readonly #collect = fullCollector()
  looks = 0
  /** Milliseconds that full collections took. */
  collectingMs = 0

  /** Bytes since the first look. */
  get grown(): number {
    return (this.#bytes[this.looks - 1] ?? 0) - (this.#bytes[0] ?? 0)
  }

  /** In a turn of the event loop before it what is done lets go, and finalizers run. */
  async collect(): Promise<void> {
    await new Promise((resolve) => void setImmediate(resolve))
    const began = now()
    this.#collect()
    this.collectingMs += now() - began
  }

  async look(calls: number): Promise<void> {
    for (let turn = 0; turn < 2; turn++) await this.collect()
    this.#calls[this.looks] = calls
    this.#bytes[this.looks++] = heapBytes()
  }

  list(): readonly HeldBytes[] {
    return Array.from({ length: this.looks }, (_, index) => ({ calls: this.#calls[index] ?? 0, bytes: this.#bytes[index] ?? 0 }))
  }
}
