import type { ImportedName } from './generatedInputs.ts'

/** Inputs of calls that tests made. They lie in the user's data folder, and are made again in every process of a run. */
export interface RecordedInputs {
  /** Absolute path of the recording. */
  readonly path: string
  /** Calls that are replayed, in turn. */
  readonly rows: number
  /** Calls that the tests made; more than are replayed where these are a sample. */
  readonly calls: number
  /** Test files, relative to the workspace, with `/`. */
  readonly tests: readonly string[]
  /** Names of the function's module that the inputs are made with: classes of instances, functions. */
  readonly names: readonly string[]
  /** The same of other modules, each called `<file>#<name>`. */
  readonly imports: readonly ImportedName[]
  /** What a reader of the result should know, sentences. */
  readonly notes: readonly string[]
}
