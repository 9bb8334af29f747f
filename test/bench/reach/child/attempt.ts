// What the bench and its child process tell each other.

/** What a child is asked to do: JSON in a file, whose path is its only argument. */
export interface AttemptTask {
  /** Absolute path of the bundle. */
  readonly bundlePath: string
  /**
   * The rows are a caller's: what it calls the function with is captured, and those calls are made again, but for the skipped ones.
   * Null where the rows are the function's own.
   */
  readonly captured: CapturedTask | null
  /** Absolute path of a recording of calls, which are made instead of rows; null where there is none. */
  readonly recording: string | null
  /** How many calls are attempted. */
  readonly calls: number
  /** Inputs come after a receiver. */
  readonly hasReceiver: boolean
  /** Per argument, whether its declared type takes `undefined`. */
  readonly takesUndefined: readonly boolean[]
  /** Texts of arrays, as the product gives them. */
  readonly rows: readonly string[]
  /** A function of a call's result, as the product gives it; null where there is nothing to drive. */
  readonly drive: string | null
  /** Per row, its text without blanks and comments: it tells apart what cannot be looked into, such as functions. */
  readonly rowTexts: readonly string[]
  /** Offsets of the bundle whose execution is looked for, ascending; null where coverage is another run's matter. */
  readonly offsets: readonly number[] | null
}

export interface CapturedTask {
  readonly copies: boolean
  readonly skipped: readonly number[]
}

/** What a child found, JSON on file descriptor 3. */
export type AttemptAnswer =
  /** Nothing was called. `what` is the error, or the action that the sandbox refused. */
  | { readonly kind: 'failed'; readonly stage: 'load' | 'prepare' | 'denied'; readonly what: string }
  | AttemptCounts

export interface AttemptCounts {
  readonly kind: 'attempted'
  readonly attempts: number
  readonly threw: number
  readonly pending: number
  /** How often each error was thrown, by its name and message. */
  readonly thrown: Readonly<Record<string, number>>
  readonly distinctTuples: number
  /** An argument is, or holds, a proxy that has every property. */
  readonly hasUniversalProxy: boolean
  /** An argument is `undefined` against its type. */
  readonly hasForbiddenUndefined: boolean
  /** Which of the task's offsets ran in calls that did not throw; by index. */
  readonly executed: readonly number[]
}
