/**
 * What the threads of a process share with its profiler thread: numbers that each may wait on.
 *
 * `turn` counts the flushes that were asked for, `turned` those that are done; `ready` and `ended` are 0 until the profiler
 * records and until it has ended.
 */
export const slot = { ready: 0, turn: 1, turned: 2, ended: 3 } as const

/** Workers that can start at the same time. */
const workerSlots = 256

/** Written by the profiler: a worker's id once it is recorded, and before that its negative, once the profiler knows of it. */
export function workerSlot(threadId: number): number {
  return Object.keys(slot).length + (threadId % workerSlots)
}

/** Written by a worker: its id once Node has started it up, and it is about to run its code. */
export function arrivalSlot(threadId: number): number {
  return workerSlot(threadId) + workerSlots
}

export function makeState(): Int32Array {
  return new Int32Array(new SharedArrayBuffer(4 * arrivalSlot(workerSlots - 1) + 4))
}

/** Under this name threads of the process find it (`worker_threads.getEnvironmentData`). */
export const stateKey = 'heatline.profiler'

/** Asks the profiler to end with a last flush instead of going on. */
export const lastTurn = 1 << 30

/**
 * Waits until `isDone`, in slices: between them this thread answers the profiler, who asks it for its samples meanwhile.
 * @returns whether it was done before the time was up
 */
export function waitInSlices(state: Int32Array, index: number, isDone: (value: number) => boolean, longestMs: number): boolean {
  const started = performance.now()
  for (;;) {
    const value = Atomics.load(state, index)
    if (isDone(value)) return true
    if (performance.now() - started > longestMs) return false
    Atomics.wait(state, index, value, 1)
  }
}
