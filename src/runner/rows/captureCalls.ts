import { captureHook } from '../../protocol/captureHook.ts'
import type { CaptureEar, CaptureHook, CapturedModule } from '../../protocol/captureHook.ts'
import { now } from '../clock.ts'
import { copyValue } from '../inputs/copyValue.ts'

/** A call of the target that another function made. */
export interface CapturedCall {
  /** The function, what it was called on, and the arguments. */
  readonly row: readonly unknown[]
  threw: boolean
}

/** Calls that were captured while something ran. */
export interface Capture {
  /** All calls, the kept ones among them. */
  readonly seen: number
  readonly calls: readonly CapturedCall[]
}

/** The module whose function's calls are captured. */
export interface CaptureControl {
  /** Null until the module is loaded. */
  readonly hits: Uint8Array | null
  /** Captures calls from now on. @param copies keep copies of receivers and arguments, as they were when the call began */
  start(copies: boolean): void
  pause(): void
  resume(): void
  stop(): Capture
}

/** Calls that are kept, at most: a fair choice among all. */
const mostKept = 200

/** After so many the function is left alone: it runs as fast as ever. */
const mostSeen = 100_000

/** Milliseconds of copying; what comes later is kept as it is. An argument of hundreds of megabytes is copied once, not two hundred times. */
const mostCopyingMs = 400

/** Makes the hook that the user's module takes when it is loaded. Every process chooses the same calls where they are the same. */
export function installCapture(): CaptureControl {
  let module: CapturedModule | null = null
  let copies = true
  let seen = 0
  let random = 1
  let isOn = false
  let self: ((...args: unknown[]) => unknown) | null = null
  let calls: CapturedCall[] = []
  let copyingMs = 0
  // The user's code may patch what it shares with us.
  const apply = Reflect.apply

  const turn = (on: boolean): void => {
    isOn = on
    module?.set(on && seen < mostSeen ? 1 : 0)
  }
  const next = (): number => {
    random = (Math.imul(random, 1_103_515_245) + 12_345) & 0x7fffffff
    return random / 0x80000000
  }
  /** Reservoir sampling: which call of all is kept is decided before it is copied. */
  const keep = (receiver: unknown, args: ArrayLike<unknown>): CapturedCall | null => {
    seen++
    const place = seen <= mostKept ? seen - 1 : Math.floor(next() * seen)
    if (place >= mostKept || self === null) return null
    const inputs: readonly unknown[] = [receiver, ...Array.from(args)]
    const kept: CapturedCall = { row: [self, ...(copies ? copied(inputs) : inputs)], threw: false }
    calls[place] = kept
    return kept
  }
  const copied = (inputs: readonly unknown[]): readonly unknown[] => {
    if (copyingMs > mostCopyingMs) return inputs
    const started = now()
    try {
      return copyValue(inputs).value
    } catch {
      // A revoked proxy, an object nested too deeply.
      return inputs
    } finally {
      copyingMs += now() - started
    }
  }
  const ear: CaptureEar = {
    enter(given) {
      self = functionOf(given)
      if (self === null) seen++
      return self !== null
    },
    take(receiver, args) {
      const fn = self
      module?.set(0)
      const kept = keep(receiver, args)
      try {
        return fn === null ? undefined : apply(fn, receiver, args)
      } catch (error) {
        if (kept !== null) kept.threw = true
        throw error
      } finally {
        // What ran meanwhile may have paused it.
        turn(isOn)
      }
    },
    note(receiver, args) {
      module?.set(0)
      keep(receiver, args)
      turn(isOn)
    },
  }
  Reflect.set(globalThis, captureHook, ((given) => {
    module = given
    return ear
  }) satisfies CaptureHook)
  return {
    get hits() { return module?.hits ?? null },
    start(asCopies) {
      copies = asCopies
      seen = 0
      random = 1
      copyingMs = 0
      calls = []
      turn(true)
    },
    pause: () => turn(false),
    resume: () => turn(true),
    stop() {
      turn(false)
      return { seen, calls: calls.filter((each) => each !== undefined) }
    },
  }
}

function functionOf(given: () => unknown): ((...args: unknown[]) => unknown) | null {
  try {
    const found = given()
    return typeof found === 'function' ? (found as (...args: unknown[]) => unknown) : null
  } catch {
    // A private member of another object, a method that was taken off its object.
    return null
  }
}
