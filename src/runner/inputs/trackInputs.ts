import { isDeepStrictEqual } from 'node:util'
import { compileCopier } from './compileCopier.ts'
import { copyValue } from './copyValue.ts'

/** Whether calls change what they are given, and fresh inputs for a call where they do. */
export interface TrackedInputs {
  /** What could not be copied, in words; empty where everything could. */
  readonly shared: readonly string[]
  /** Compares with what the inputs were when tracking began. */
  changed(): boolean
  /** Inputs as they were when tracking began. */
  fresh(): readonly unknown[]
}

/** Remembers what the inputs are. */
export function trackInputs(inputs: readonly unknown[]): TrackedInputs {
  const simple = new Set<object>()
  const before = copyValue(inputs, simple)
  let copier: (() => readonly unknown[]) | null = null
  return {
    shared: before.shared,
    changed() {
      try {
        return !isDeepStrictEqual(before.value, inputs)
      } catch {
        // Nested too deep to compare: a copy per call is right either way.
        return true
      }
    },
    fresh() {
      copier ??= compileCopier(before.value) ?? (() => copyValue(before.value, simple).value)
      return copier()
    },
  }
}
