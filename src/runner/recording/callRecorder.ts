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
  readonly recordOnly: (self: unknown, parameters: unknown[]) => void
}

/** What writing calls down may take: so many milliseconds, or this share of the time since the module was loaded. */
const spendableMs = 25
const spendableShare = 0.05
/** So much more until the next halving. */
const furtherMs = 4

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
  const loadedAt = now()
  let calls = 0
  let nextAt = reservoir.nextAt
  let depth = 0
  let spentMs = 0
  let allowedMs = spendableMs
  let isCountDue = false
  process.on('exit', () => {
    if (isCountDue) tellCount()
  })
  return { record, recordOnly }

  function record(target: AnyFunction, self: unknown, parameters: unknown[]): unknown {
    if (depth > 0) return apply(target, self, parameters)
    const call = calls++
    if (!isCountDue) tellCountSoon()
    if (call >= nextAt) return recordKept(call, target, self, parameters)
    depth = 1
    try {
      return apply(target, self, parameters)
    } finally {
      depth = 0
    }
  }

  function recordOnly(self: unknown, parameters: unknown[]): void {
    if (depth > 0) return
    const call = calls++
    if (!isCountDue) tellCountSoon()
    if (call >= nextAt) keepCall(call, self, parameters)
  }

  function recordKept(call: number, target: AnyFunction, self: unknown, parameters: unknown[]): unknown {
    const isKept = keepCall(call, self, parameters)
    const tell = (end: RecordedOutcome['end'], value: unknown, ms: number): void => {
      if (isKept) tellOutcome(call, end, value, ms)
    }
    const startedAt = now()
    let result: unknown
    depth = 1
    try {
      result = apply(target, self, parameters)
    } catch (error) {
      depth = 0
      tell('threw', error, now() - startedAt)
      throw error
    }
    depth = 0
    if (types.isPromise(result)) {
      // A handler of ours: the program's own see the promise as it is.
      void result.then(
        (value) => tell('resolved', value, now() - startedAt),
        (error: unknown) => tell('rejected', error, now() - startedAt),
      )
    } else {
      tell('returned', result, now() - startedAt)
    }
    return result
  }

  /** @returns whether the inputs could be kept */
  function keepCall(call: number, self: unknown, parameters: unknown[]): boolean {
    const isKept = spend(() => {
      const inputs = plan.takesReceiver ? [self, ...parameters] : parameters
      const secret = inputs.map((_, at) => secretAt[plan.takesReceiver ? at - 1 : at] ?? false)
      const encoded = encodeValue(inputs, { referenceOf, mostBytes: plan.mostBytes, isLoose: false, secret })
      const isEncoded = encoded.kind === 'encoded'
      tellGone(reservoir.keep(isEncoded ? encoded.bytes : 0))
      log({ kind: 'call', id: call, index: call, value: isEncoded ? encoded.value : null, reason: isEncoded ? null : encoded.reason, redacted: isEncoded && encoded.redacted })
      return isEncoded
    })
    nextAt = Math.max(reservoir.nextAt, call + 1)
    return isKept === true
  }

  function tellOutcome(id: number, end: RecordedOutcome['end'], value: unknown, ms: number): void {
    spend(() => log({ kind: 'outcome', id, ms, outcome: { end, digest: end === 'threw' || end === 'rejected' ? digestOfThrown(value) : digestOf(value) } }))
    nextAt = Math.max(reservoir.nextAt, nextAt)
  }

  /** Large inputs cost more than a test may feel: then fewer of them are kept. */
  function spend<Result>(act: () => Result): Result | null {
    const before = computingMs()
    const result = tryTo(act)
    spentMs += computingMs() - before
    if (spentMs > Math.max(allowedMs, spendableShare * (now() - loadedAt))) {
      allowedMs = spentMs + furtherMs
      tryTo(() => tellGone(reservoir.halve()))
    }
    return result
  }

  function tellGone(gone: readonly number[]): void {
    for (const id of gone) log({ kind: 'drop', id })
  }

  /** Runners end their workers without a word: the number of calls is told whenever the tests wait for something. */
  function tellCountSoon(): void {
    isCountDue = true
    soon(tellCount).unref()
  }

  function tellCount(): void {
    isCountDue = false
    tryTo(() => log({ kind: 'count', calls }))
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
