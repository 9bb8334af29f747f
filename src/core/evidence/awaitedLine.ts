/** What is awaited on a line: by `await`, `for await`, by `Promise.all` and its like where they are not awaited there, and by an asynchronous function that returns a promise. */
export interface AwaitedLine {
  /** Relative to the workspace root with `/`, absolute outside it. */
  readonly file: string
  /** 0-based. */
  readonly line: number
  /** Awaits, exact; `for await` has one more than rounds. */
  readonly perCall: number
  /** Milliseconds from an await to where the code went on, summed over a call's awaits: those that are pending together count each. */
  readonly msPerCall: number
  /** Milliseconds of a call for which at least one await of the line was pending. */
  readonly coveredMsPerCall: number
  /** The same as a part of the calls' time, 0 to 1. */
  readonly share: number
  readonly longestMs: number
  /** The most promises that were pending together at one place of the line: what an array handed to `Promise.all` holds counts each. */
  readonly atOnce: number
}
