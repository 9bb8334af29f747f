import type { WorkloadHookName } from '../core/source/workloadHookName.ts'

/**
 * How the bundle hands its workload to the runner. The code that Heatline appends to the user's module calls the
 * function that the runner put under this symbol on `globalThis`; a global works alike in both module formats and
 * survives whatever the module does to its own exports.
 */
export const workloadHook = Symbol.for('heatline.workload' satisfies WorkloadHookName)

/** Receiver and arguments, evaluated once, and the call that is timed. */
export interface PreparedWorkload {
  /** Receiver first where there is one, then the arguments. Copied per call if one call changed them. */
  readonly inputs: readonly unknown[]
  /** The target's outermost call, in the scope of the user's module. */
  readonly call: (inputs: readonly unknown[]) => unknown
  /**
   * False where `call` does more than call the target: it is the whole expression, with no inputs, or a wrapper that the
   * target was bound through.
   */
  readonly targetIsOutermost: boolean
}

/** A target without inputs: the task says what its rows of inputs are made of. */
export interface PreparedTarget {
  /** Calls the target with a row: the receiver first where there is one, then as many arguments as the row holds. */
  readonly call: (inputs: readonly unknown[]) => unknown
  /** Makes a captured call: of a function, on a receiver, with arguments. */
  readonly replay: (call: readonly unknown[]) => unknown
  /** Values of names that rows may use, each read when it is asked for. */
  readonly scope: Readonly<Record<string, () => unknown>>
  /** Per statement of the target's body a byte that the statement sets when it runs; null where the body counts nothing. */
  readonly hits: Uint8Array | null
}

/** What the runner installs. `prepare` evaluates receiver and arguments, and may throw what the user's code throws. */
export type WorkloadHook = (prepare: () => Promise<PreparedWorkload | PreparedTarget>) => void
