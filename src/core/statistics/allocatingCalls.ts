/** Calls longer than this are not made again to count what they allocate. */
const longestMs = 300

const mostCalls = 2000

/** Milliseconds of calls that allocations are counted of, once and twice over. */
const enoughMs = 2

/** How many calls tell what one allocates; 0 where they are too long. @param callMs what one takes, roughly */
export function allocatingCalls(callMs: number): number {
  if (callMs > longestMs) return 0
  return callMs <= 0 ? mostCalls : Math.max(1, Math.min(mostCalls, Math.round(enoughMs / callMs)))
}
