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
  send({ kind: 'stage', stage: 'warmUp' })
  const { batchSize } = await warmUp(calls, pass.measureMs * shareOfWarmUp)
  send({ kind: 'stage', stage: 'measure' })
  const held = new HeldSoFar()
  await held.look(calls.count)
  // Collecting takes its time as well; it is the calls' that is bounded.
  let callsMs = 0
  let batches = Math.max(1, Math.round(calls.count / batchSize))
  for (let blockMs = 0; held.looks < mostLooks && held.grown < mostBytes;) {
    const expectedMs = callsMs + blockMs
    if (expectedMs > 2 * pass.measureMs && (held.looks >= fewestLooks || expectedMs > 8 * pass.measureMs)) break
    if (expectedMs > pass.measureMs && judgeGrowth(held.list()).verdict !== 'unsure') break
    const next = Math.ceil(batches * 2 ** (1 / looksPerDoubling))
    blockMs = 0
    for (; batches < next; batches++) {
      const elapsed = calls.batch(batchSize)
      blockMs += typeof elapsed === 'number' ? elapsed : await elapsed
    }
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

  async look(calls: number): Promise<void> {
    // In a turn of the event loop what is done lets go, and finalizers run.
    for (let turn = 0; turn < 2; turn++) {
      await new Promise((resolve) => void setImmediate(resolve))
      this.#collect()
    }
    this.#calls[this.looks] = calls
    this.#bytes[this.looks++] = heapBytes()
  }

  list(): readonly HeldBytes[] {
    return Array.from({ length: this.looks }, (_, index) => ({ calls: this.#calls[index] ?? 0, bytes: this.#bytes[index] ?? 0 }))
  }
}
