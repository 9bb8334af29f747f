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

/** Of the time for calls, the part that warm-up takes: three doublings, and twelve looks, are left. */
const shareOfWarmUp = 1 / 8

/** Looks that are taken of short calls whatever time it is: this process may have had no turn. */
const fewestLooks = 9

const mostLooks = 64

/** What calls may leave behind here: the machine has other uses for its memory. */
const mostBytes = 128e6

/** Makes more and more calls, and tells how many bytes are held after each part of them. Twice as long where it cannot be told whether they grow. */
export async function watchGrowth(calls: WorkloadCalls, pass: GrowthPass): Promise<void> {
  const held = new HeldSoFar()
  send({ kind: 'stage', stage: 'warmUp' })
  const { batchSize, callMs } = await warmUp(calls, pass.measureMs * shareOfWarmUp)
  const batchMs = Math.max(callMs * batchSize, 0.001)
  // How large a weak table becomes depends on how many calls there are from one collection to the next: about as many all the time.
  const together = Math.max(1, Math.round((pass.measureMs * shareOfWarmUp) / batchMs))
  let batches = Math.max(1, Math.round(calls.count / batchSize))
  const make = async (until: number): Promise<number> => {
    let ms = 0
    for (; batches < until; batches++) {
      if (batches % together === 0) await held.collect()
      const elapsed = calls.batch(batchSize)
      ms += typeof elapsed === 'number' ? elapsed : await elapsed
    }
    return ms
  }
  send({ kind: 'stage', stage: 'measure' })
  let callsMs = await make(together)
  await held.look(calls.count)
  // Collecting takes its time as well; it is the calls' that is bounded.
  for (let blockMs = 0; held.looks < mostLooks && held.grown < mostBytes;) {
    const expectedMs = callsMs + blockMs
    if (expectedMs > 2 * pass.measureMs && (held.looks >= fewestLooks || expectedMs > 8 * pass.measureMs)) break
    if (expectedMs > pass.measureMs && judgeGrowth(held.list()).verdict !== 'unsure') break
    blockMs = await make(Math.ceil(batches * 2 ** (1 / looksPerDoubling)))
    callsMs += blockMs
    await held.look(calls.count)
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

  /** Bytes since the first look. */
  get grown(): number {
    return (this.#bytes[this.looks - 1] ?? 0) - (this.#bytes[0] ?? 0)
  }

  /** In a turn of the event loop before it what is done lets go, and finalizers run. */
  async collect(): Promise<void> {
    await new Promise((resolve) => void setImmediate(resolve))
    this.#collect()
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
