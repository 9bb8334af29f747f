/** What the environment variable `HEATLINE_RECORDING` leads to in the processes of a test run: a file with this as JSON. */
export interface RecordingPlan {
  /** What instruments modules, by the runner that loads them. */
  readonly runner: 'vitest' | 'jest' | 'mocha' | 'node'
  /** Absolute, real: modules below it, and not installed, are the workspace's. */
  readonly root: string
  /** Absolute, real path of the function's module. */
  readonly file: string
  readonly functionName: string
  /** The first of a recorded call's inputs is its receiver. */
  readonly takesReceiver: boolean
  /** Per parameter, whether its name looks like a secret's. */
  readonly secretParameters: readonly boolean[]
  /** Absolute path of `recorder.cjs`. */
  readonly recorderPath: string
  /** Absolute path of a `RecordedText`, as JSON. */
  readonly targetPath: string
  /** Absolute: each process or thread writes a file of its own there. */
  readonly logFolder: string
  /** Test files that mocha is to run, whatever its configuration lists; absolute. */
  readonly testFiles: readonly string[]
  /** At most so many calls are kept, and so many bytes. */
  readonly mostCalls: number
  readonly mostBytes: number
}

/** The function's module with the function wrapped, made beforehand: only a module that was compiled meanwhile is parsed again. */
export interface RecordedText {
  readonly source: string
  readonly text: string
}

/** Where the plan's path stands. */
export const recordingPlanVariable = 'HEATLINE_RECORDING'

/** A value of a record: a primitive as it is, an object as the number of its node in an array of one. */
export type RecordedItem = string | number | bigint | boolean | null | undefined | readonly [number]

/** What objects of a recorded graph have in common, so that it is written once. */
export interface RecordedShape {
  /** What it is made as: `object`, `array`, `map`, `reference`, `Uint8Array`. */
  readonly kind: string
  /** Whose class it is an instance of, by number in `RecordedValue.references`; null for the kind's own. */
  readonly reference: number | null
  /** Own properties: names, or symbols as the number of their node. */
  readonly keys: readonly (string | readonly [number])[]
  /** 1 writable, 2 enumerable, 4 configurable; null where all properties are all of these. */
  readonly attributes: readonly number[] | null
  /** `extensible` unless it was closed. */
  readonly state: 'extensible' | 'closed' | 'sealed' | 'frozen'
}

/** An object of a recorded graph. */
export interface RecordedNode {
  readonly shape: RecordedShape
  /** What its kind is made of: items of a map, bytes of a typed array, time of a date. */
  readonly payload: RecordedPayload
  /** Of the shape's keys. */
  readonly values: readonly RecordedItem[]
}

export type RecordedPayload = null | string | number | readonly RecordedItem[] | Uint8Array

/** A class or function of the workspace, by the name that its module binds it to. */
export interface RecordedReference {
  /** Absolute, real. */
  readonly file: string
  readonly name: string
}

/** A value with all that it refers to, in terms that `v8.serialize` knows. */
export interface RecordedValue {
  readonly root: RecordedItem
  readonly shapes: readonly RecordedShape[]
  /** Number of the shape, payload, values: arrays, for they are written fastest. */
  readonly nodes: readonly (readonly [shape: number, payload: RecordedPayload, values: readonly RecordedItem[]])[]
  readonly references: readonly RecordedReference[]
}

/** How a recorded call ended. `digest` stands for the value or error; null where it cannot be compared. */
export interface RecordedOutcome {
  readonly end: 'returned' | 'threw' | 'resolved' | 'rejected'
  readonly digest: string | null
}

/** One entry of a process's log: a length in four bytes, then this by `v8.serialize`. */
export type RecordingEntry =
  /** A call is kept: the inputs before it was made. `value` is null where they cannot be kept, and `reason` says why, in words. */
  | { readonly kind: 'call'; readonly id: number; /** Of all calls of the process, from 0. */ readonly index: number; readonly value: RecordedValue | null; readonly reason: string | null; /** A secret in it was replaced. */ readonly redacted: boolean }
  | { readonly kind: 'outcome'; readonly id: number; readonly outcome: RecordedOutcome; /** Milliseconds that the call took; of asynchronous ones until they settled. */ readonly ms: number }
  /** Another call has its place. */
  | { readonly kind: 'drop'; readonly id: number }
  /** Calls so far. */
  | { readonly kind: 'count'; readonly calls: number }
  /** The function could not be wrapped, a sentence. */
  | { readonly kind: 'problem'; readonly message: string }
  /** The function's module was loaded with its function wrapped. */
  | { readonly kind: 'instrumented' }

/** A recording as the runner reads it, by `v8.deserialize`. */
export interface StoredRecording {
  /** Absolute, real: the function's module. */
  readonly file: string
  readonly rows: readonly { readonly value: RecordedValue; /** Null where the call never ended. */ readonly outcome: RecordedOutcome | null }[]
}
