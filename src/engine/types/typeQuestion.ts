import type { ShapeProperty } from '../../core/workloads/inputShape.ts'

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
}

export interface TypeAnswer {
  /** The required parameters of each function, in the order of the question; null where it was not found. Empty where there is no TypeScript. */
  readonly functions: readonly (readonly ShapeProperty[] | null)[]
}
