import type { RecordedOutcome, RecordedReference, RecordedValue, StoredRecording } from '../../protocol/recordingLog.ts'

/** A call that was recorded, with inputs that can be made again. */
export interface RecordedCall {
  readonly value: RecordedValue
  readonly outcome: RecordedOutcome | null
  /** Milliseconds that the call took in the test; null where it never ended. */
  readonly ms: number | null
  /** A secret in its inputs was replaced. */
  readonly redacted: boolean
}

/** Why calls are missing, in words, and how many of the kept ones. */
export interface Unkept {
  readonly reason: string
  readonly calls: number
}

/** The calls of a function that its tests made. */
export interface Recording extends StoredRecording {
  /** Calls that the tests made in all; more than were kept where these are a sample. */
  readonly calls: number
  /** In the order in which they were made. */
  readonly rows: readonly RecordedCall[]
  readonly unkept: readonly Unkept[]
  /** Classes and functions of the workspace that the rows need. */
  readonly references: readonly RecordedReference[]
  /** Test files, relative to the workspace, with `/`. */
  readonly tests: readonly string[]
  /** What a reader of a result should know, sentences. */
  readonly warnings: readonly string[]
}
