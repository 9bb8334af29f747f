/** What the harness adds to a call, some nanoseconds, is nothing beside this. */
const longCallMs = 0.001

/**
 * Whether what the harness's call of the target seems to take is the target's: V8 books there what it can find no frame
 * for. Beside a short call the harness's own part counts.
 * @param computingMs milliseconds of computing of all the calls together
 */
export function areLongCalls(computingMs: number, calls: number): boolean {
  return computingMs / Math.max(calls, 1) > longCallMs
}
