/**
 * How long a call keeps the event loop from everything else: other requests, timers. Of each call its longest stretch counts, to a millisecond; a function that is not
 * asynchronous is one stretch.
 */
export interface EventLoop {
  /** Milliseconds: the longest stretch of all calls. */
  readonly longestMs: number
  /** Over calls, of the longest stretch of each. */
  readonly meanMs: number
  readonly p99Ms: number
  /** Of the calls' time the part for which the loop was held, 0 to 1; in the rest something else can be done. */
  readonly blockedShare: number
}
