import { setImmediate, setInterval } from 'node:timers'
import { now, waitedMs } from '../clock.ts'

/** How long a call kept the event loop from everything else. Milliseconds. */
export interface Stretches {
  /** At a stretch. */
  readonly longestMs: number
  /** In all. */
  readonly blockedMs: number
}

/** Milliseconds after which a look at the loop is due. */
const dueMs = 1

// The user's code may put fake ones in their place.
const next = setImmediate
const repeat = setInterval

/**
 * Watches one call after the other: a timer that is due each millisecond, and late where code, or what it calls, holds the thread. What Node says it computed bounds
 * that: a thread that is woken late was not held.
 */
export class LoopWatch {
  #longestMs = 0
  #last = 0
  #began = 0
  #waited = 0

  constructor() {
    repeat(() => { this.#look() }, dueMs).unref()
  }

  /** Before a call, in a turn of its own. */
  begin(): void {
    this.#longestMs = 0
    this.#last = now()
    this.#began = this.#last
    this.#waited = waitedMs()
  }

  /** After it. */
  async end(): Promise<Stretches> {
    const blockedMs = Math.max(0, now() - this.#began - (waitedMs() - this.#waited))
    // What is due is done between one immediate and the next.
    await turn()
    await turn()
    return { longestMs: blockedMs <= dueMs ? blockedMs : Math.min(blockedMs, this.#longestMs), blockedMs }
  }

  #look(): void {
    const at = now()
    this.#longestMs = Math.max(this.#longestMs, at - this.#last - dueMs)
    this.#last = at
  }
}

function turn(): Promise<void> {
  return new Promise((resolve) => { next(resolve) })
}
