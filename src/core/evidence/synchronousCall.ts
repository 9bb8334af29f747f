/** A line that calls what holds the thread until it is done: Node's `Sync` functions, methods of its `Sync` classes, and `Atomics.wait`. */
export interface SynchronousCall {
  /** Relative to the workspace root with `/`, absolute outside it. */
  readonly file: string
  /** The user's line, though a package below it made the call. 0-based. */
  readonly line: number
  /** `fs.readFileSync`, `sqlite.StatementSync.get` */
  readonly name: string
  readonly perCall: number
  /** Milliseconds, summed over a call of the profiled function. */
  readonly msPerCall: number
}
