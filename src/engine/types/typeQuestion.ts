import type { ImportedName } from '../../core/workloads/generatedInputs.ts'
import type { CallShape } from '../../core/workloads/inputShape.ts'
import type { AlternativeRows } from '../inputs/alternativeRows.ts'
import type { RowTarget } from './acceptedRows.ts'

/** What `dist/typeReader.cjs` is asked, and how it answers. */
export interface TypeQuestion {
  /** Absolute. */
  readonly file: string
  /** As the editor has it. */
  readonly text: string
  /** Absolute: the package's folder. */
  readonly cwd: string
  /** Absolute: a folder from which TypeScript resolves, for workspaces without; null where there is none. */
  readonly fallback: string | null
  /** Where the code of each function ends: UTF-16 offsets of the text. */
  readonly ends: readonly number[]
  /** Names that only other modules have may be used. */
  readonly canImport: boolean
  /** Make rows of inputs for the first function; null to read types only. */
  readonly rows: RowQuestion | null
}

/** What rows are made for. */
export interface RowQuestion {
  readonly target: RowTarget
  readonly takesReceiver: boolean
  /** What stands for the types where there are none. */
  readonly untyped: CallShape
  /** It looks at `arguments`: there may be more than it has parameters. */
  readonly usesArguments: boolean
  /** The function's own text: values that it compares with are worth trying. */
  readonly bodyText: string
  /** Names of functions that its result may hand out and that should run; empty where there are none. */
  readonly wanted: readonly string[]
  readonly seed: number
  readonly count: number
  /** Ways to call the function: types are not read. Null to go by the types. */
  readonly given: readonly CallShape[] | null
  /** Names that those use and the module does not have. */
  readonly imports: readonly ImportedName[]
}

export interface TypeAnswer {
  /** In the order of the question; null where a function was not found. Empty where there is no TypeScript. */
  readonly functions: readonly (CallShape | null)[]
  readonly rows: AlternativeRows | null
  /** Rows that have a probe wherever types say nothing. */
  readonly probes: readonly string[]
  /** Names of the module that shapes and rows use. */
  readonly names: readonly string[]
  readonly imports: readonly ImportedName[]
}
