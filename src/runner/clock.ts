const performance = globalThis.performance
const read = performance.now

/** Milliseconds since the process began. Taken before the user's code is loaded, so that its fake timers do not reach it. */
export function now(): number {
  return read.call(performance)
}
