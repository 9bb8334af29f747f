import type { CaptureHookName } from '../core/source/captureHookName.ts'

/** How a module tells the runner of calls of one of its functions: it takes the hook when it is loaded. */
export const captureHook = Symbol.for('heatline.capture' satisfies CaptureHookName)

/** What the module hands over. */
export interface CapturedModule {
  /** Have calls told, or not. */
  readonly set: (isOn: 0 | 1) => void
  /** Per statement of the function's body a byte that the statement sets when it runs; null where the body counts nothing. */
  readonly hits: Uint8Array | null
}

/** What a module that tells calls. */
export interface CaptureEar {
  /**
   * A call begins.
   * @param self gives the function; may throw, or give something else
   * @returns whether `take` is to make the call
   */
  enter(self: () => unknown): boolean
  /** Makes the call that `enter` was told of. */
  take(receiver: unknown, args: ArrayLike<unknown>): unknown
  /** The call that `enter` was told of goes on by itself. */
  note(receiver: unknown, args: ArrayLike<unknown>): void
}

export type CaptureHook = (module: CapturedModule) => CaptureEar
