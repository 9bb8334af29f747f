import { types } from 'node:util'
import type { RecordedOutcome, RecordingEntry, RecordingPlan } from '../../protocol/recordingLog.ts'
import { computingMs, now } from '../clock.ts'
import { digestOf, digestOfThrown } from './digestOf.ts'
import { encodeValue } from './encodeValue.ts'
import type { NameRegistry } from './nameRegistry.ts'
import { makeReservoir } from './reservoir.ts'

type AnyFunction = (...values: unknown[]) => unknown

/** Makes calls and records some of them. */
export interface CallRecorder {
  readonly record: (target: AnyFunction, self: unknown, parameters: unknown[]) => unknown
  /** Records the inputs of a call that is being made. */
  recordOnly(self: unknown, parameters: unknown[]): void
}

/** How often the number of calls is told, which ends with the process otherwise. */
const tellEvery = 16_384

/** What writing calls down may take: so many milliseconds, and this share of the time since the module was loaded. */
const spendableMs = 60
const spendableShare = 0.1

const { apply } = Reflect
// Tests may replace timers by ones of their own.
const soon = setImmediate

/**
 * Whether a call is kept is decided first, so that the others cost next to nothing; a kept call's inputs are written down before it is
 * made, for it may change them. Calls that the function makes of itself belong to the one from outside.
 */
export function makeCallRecorder(plan: RecordingPlan, registry: NameRegistry, log: (entry: RecordingEntry) => void): CallRecorder {
  const reservoir = makeReservoir(plan.mostCalls, plan.mostBytes)
  const referenceOf = (value: object) => registry.referenceOf(value)
  const secretAt = plan.secretParameters
  let calls = 0
  let depth = 0
  let spentMs = 0
  let allowedMs = spendableMs
  const loadedAt = now()
  let isDue = false
  const tellCount = (): void => {
    isDue = false
    tryTo(() => log({ kind: 'count', calls }))
  }
  // Runners end their workers without a word: the number of calls is told whenever the tests wait for something.
  const beDue = (): void => {
    if (isDue) return
    isDue = true
    soon(tellCount).unref()
  }
  process.on('exit', () => {
    if (isDue) tellCount()
  })

  return {
    record(target, self, parameters) {
      if (depth > 0) return apply(target, self, parameters)
      const id = takePlace(self, parameters)
      depth = 1
      if (id === -1) {
        try {
          return apply(target, self, parameters)
        } finally {
          depth = 0
        }
      }
      const startedAt = now()
      let result: unknown
      try {
        result = apply(target, self, parameters)
      } catch (error) {
        depth = 0
        tellOutcome(id, 'threw', error, now() - startedAt)
        throw error
      }
      depth = 0
      if (types.isPromise(result)) {
        // A handler of ours: the program's own see the promise as it is.
        void result.then(
          (value) => tellOutcome(id, 'resolved', value, now() - startedAt),
          (error: unknown) => tellOutcome(id, 'rejected', error, now() - startedAt),
        )
      } else {
        tellOutcome(id, 'returned', result, now() - startedAt)
      }
      return result
    },
    recordOnly(self, parameters) {
      if (depth === 0) takePlace(self, parameters)
    },
  }

  /** @returns the kept call's id, -1 where it is not kept */
  function takePlace(self: unknown, parameters: unknown[]): number {
    const index = calls++
    if (calls % tellEvery === 0) tellCount()
    beDue()
    if (!reservoir.next()) return -1
    return spend(() => keepCall(index, plan.takesReceiver ? [self, ...parameters] : parameters)) ?? -1
  }

  function keepCall(index: number, inputs: readonly unknown[]): number {
    const secret = inputs.map((_, at) => secretAt[plan.takesReceiver ? at - 1 : at] ?? false)
    const encoded = encodeValue(inputs, { referenceOf, mostBytes: plan.mostBytes, isLoose: false, secret })
    const isKept = encoded.kind === 'encoded'
    for (const id of reservoir.keep(index, isKept ? encoded.bytes : 0)) log({ kind: 'drop', id })
    log({
      kind: 'call', id: index, index,
      value: isKept ? encoded.value : null,
      reason: isKept ? null : encoded.reason,
      redacted: isKept && encoded.redacted,
    })
    return isKept ? index : -1
  }

  /** Large inputs cost more than a test may feel: then fewer of them are kept. */
  function spend<Result>(act: () => Result): Result | null {
    const before = computingMs()
    const result = tryTo(act)
    spentMs += computingMs() - before
    if (spentMs > Math.max(allowedMs, spendableShare * (now() - loadedAt))) {
      // What is spent is spent: the next step is due when it grew by a third.
      allowedMs = spentMs * 1.33
      tryTo(() => {
        for (const id of reservoir.halve()) log({ kind: 'drop', id })
      })
    }
    return result
  }

  function tellOutcome(id: number, end: RecordedOutcome['end'], value: unknown, ms: number): void {
    spend(() => log({ kind: 'outcome', id, ms, outcome: { end, digest: end === 'threw' || end === 'rejected' ? digestOfThrown(value) : digestOf(value) } }))
  }
}

/** A recording that fails leaves the test as it is. */
function tryTo<Result>(act: () => Result): Result | null {
  try {
    return act()
  } catch {
    return null
  }
}
