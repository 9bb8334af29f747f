import { now } from '../clock.ts'
import type { WorkloadCalls } from './workloadCalls.ts'

/** What is done around each call of a round. */
export interface CallWatch {
  /** Before a call. */
  readonly before?: () => void
  /** After it. @param ms that it took */
  readonly after?: (ms: number) => void | Promise<void>
}

/**
 * Makes calls one by one: whole rounds of all inputs where there is time for one, one call at least.
 * @param mostRounds of all inputs, where time allows
 */
export async function callRounds(calls: WorkloadCalls, measureMs: number, mostRounds: number, watch: CallWatch = {}): Promise<void> {
  const end = now() + measureMs
  let rounds = 0
  let slowestMs = 0
  do {
    const began = now()
    for (let row = 0; row < calls.rowCount; row++) {
      // What a call changes is copied before.
      const make = calls.prepare(1)
      watch.before?.()
      const elapsed = make()
      const ms = typeof elapsed === 'number' ? elapsed : await elapsed
      await watch.after?.(ms)
      // Half a first round is all that is told of long calls.
      if (rounds === 0 && now() >= end) break
    }
    slowestMs = Math.max(slowestMs, now() - began)
    rounds++
  } while (rounds < mostRounds && now() + slowestMs < end)
}
