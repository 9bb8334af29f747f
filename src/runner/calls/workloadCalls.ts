import type { PreparedWorkload } from '../../protocol/workloadHook.ts'
import { send } from '../channel.ts'
import { now } from '../clock.ts'
import { trackInputs } from '../inputs/trackInputs.ts'
import { describeThrown } from '../thrownValue.ts'
import type { ThrownValue } from '../../protocol/runnerMessage.ts'
import { emptyAsyncCall, emptyCall, invoke } from './invoke.ts'
import type { Call } from './invoke.ts'
import { isAsyncKind, resultKindOf, withConsumer } from './resultKind.ts'
import type { ResultKind } from './resultKind.ts'

/** What the first call taught, and how the next ones are made. */
export interface WorkloadCalls {
  readonly isAsync: boolean
  readonly firstCallMs: number
  /** When the first call began. */
  readonly startedAt: number
  /** All calls so far, the first included. */
  readonly count: number
  readonly thrown: number
  /** The first error that a call threw. */
  readonly firstError: ThrownValue | null
  /** Makes calls one after the other. @returns their milliseconds; a promise for asynchronous targets */
  batch(size: number): number | Promise<number>
  /** As `batch`, for the empty call: what the loop itself takes. */
  emptyBatch(size: number): number | Promise<number>
  /** How many calls a batch may hold at most: copies of inputs take memory. */
  readonly largestBatch: number
}

/** Keeps the last result reachable, so that nothing a call does is without effect. */
const sink: { last: unknown } = { last: null }

/** Makes the first call, tells of it, and prepares for the next ones. */
export async function makeFirstCall(workload: PreparedWorkload): Promise<WorkloadCalls> {
  const { call, inputs } = workload
  const tracked = trackInputs(inputs)
  let count = 1
  let thrown = 0
  let firstError: ThrownValue | null = null
  let kind: ResultKind = 'value'

  const startedAt = now()
  try {
    const result = invoke(call, inputs)
    kind = resultKindOf(result)
    sink.last = await settle(result, kind)
  } catch (error) {
    recordThrown(error)
  }
  const firstCallMs = now() - startedAt

  const changesArguments = tracked.changed()
  send({ kind: 'firstCall', ms: firstCallMs, isAsync: isAsyncKind(kind), changesArguments, targetIsOutermost: workload.targetIsOutermost })
  if (tracked.shared.length > 0) send({ kind: 'warning', message: sharedWarning(tracked.shared, changesArguments) })

  const whole = withConsumer(call, kind)
  const isAsync = isAsyncKind(kind)
  const freshInputs = changesArguments ? tracked.fresh : null
  return {
    isAsync,
    firstCallMs,
    startedAt,
    get count() { return count },
    get thrown() { return thrown },
    get firstError() { return firstError },
    largestBatch: freshInputs === null ? 1_000_000 : 256,
    batch(size) {
      count += size
      if (freshInputs === null) return isAsync ? loopAsync(whole, inputs, size) : loop(whole, inputs, size)
      const copies = Array.from({ length: size }, freshInputs)
      return isAsync ? loopAsyncFresh(whole, copies) : loopFresh(whole, copies)
    },
    emptyBatch(size) {
      if (freshInputs === null) return isAsync ? loopAsync(emptyAsyncCall, inputs, size) : loop(emptyCall, inputs, size)
      const same = Array.from({ length: size }, () => inputs)
      return isAsync ? loopAsyncFresh(emptyAsyncCall, same) : loopFresh(emptyCall, same)
    },
  }

  function recordThrown(error: unknown): void {
    thrown++
    firstError ??= describeThrown(error)
  }

  // Four loops rather than one with branches: what they add to a call is what the empty call is measured to cost.
  function loop(each: Call, shared: readonly unknown[], size: number): number {
    const start = now()
    for (let i = 0; i < size; i++) {
      try {
        sink.last = invoke(each, shared)
      } catch (error) {
        recordThrown(error)
      }
    }
    return now() - start
  }

  function loopFresh(each: Call, copies: readonly (readonly unknown[])[]): number {
    const start = now()
    for (const copy of copies) {
      try {
        sink.last = invoke(each, copy)
      } catch (error) {
        recordThrown(error)
      }
    }
    return now() - start
  }

  async function loopAsync(each: Call, shared: readonly unknown[], size: number): Promise<number> {
    const start = now()
    for (let i = 0; i < size; i++) {
      try {
        sink.last = await invoke(each, shared)
      } catch (error) {
        recordThrown(error)
      }
    }
    return now() - start
  }

  async function loopAsyncFresh(each: Call, copies: readonly (readonly unknown[])[]): Promise<number> {
    const start = now()
    for (const copy of copies) {
      try {
        sink.last = await invoke(each, copy)
      } catch (error) {
        recordThrown(error)
      }
    }
    return now() - start
  }
}

/** Does what belongs to the first call after it returned. */
async function settle(result: unknown, kind: ResultKind): Promise<unknown> {
  if (kind === 'value') return result
  if (kind === 'promise') return await result
  send({ kind: 'warning', message: 'The call returns an iterator, which does nothing until it is consumed: each call consumes it.' })
  return await withConsumer(() => result, kind)([])
}

function sharedWarning(shared: readonly string[], changesArguments: boolean): string {
  const what = shared.length > 3 ? `${shared.slice(0, 3).join(', ')} and more` : shared.join(', ')
  return changesArguments
    ? `A call changes its inputs. They are copied for each call, all but ${what}: what a call changes there, the next one finds.`
    : `Whether a call changes ${what} cannot be told: if it does, the next call finds the change.`
}
