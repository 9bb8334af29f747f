import type { PreparedWorkload } from '../../protocol/workloadHook.ts'
import { send } from '../channel.ts'
import { computingMs, now } from '../clock.ts'
import { trackInputs } from '../inputs/trackInputs.ts'
import { describeThrown } from '../thrownValue.ts'
import type { ThrownValue } from '../../protocol/runnerMessage.ts'
import { emptyAsyncCall, invoke } from './invoke.ts'
import type { Call } from './invoke.ts'
import { isAsyncKind, resultKindOf, withConsumer } from './resultKind.ts'
import type { ResultKind } from './resultKind.ts'

/** What the first call taught, and how the next ones are made. */
export interface WorkloadCalls {
  readonly isAsync: boolean
  readonly firstCallMs: number
  /** When the first call began. */
  readonly startedAt: number
  /** `computingMs` when the first call began. */
  readonly startedComputing: number
  /** All calls so far, the first included. */
  readonly count: number
  readonly thrown: number
  /** The first error that a call threw. */
  readonly firstError: ThrownValue | null
  /** Makes calls one after the other. @returns their milliseconds; a promise for asynchronous targets */
  batch(size: number): number | Promise<number>
  /** As `batch`, for a call that returns the first result and does nothing else: what the loop itself takes. */
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

  const startedComputing = computingMs()
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
  const shared = [inputs]
  const step = freshInputs === null ? 0 : 1
  const firstResult = lastResult
  // What a loop does with a result depends on what it is.
  const emptyCall: Call = () => firstResult
  return {
    isAsync,
    firstCallMs,
    startedAt,
    startedComputing,
    get count() { return count },
    get thrown() { return thrown },
    get firstError() { return firstError },
    largestBatch: freshInputs === null ? 1_000_000 : 256,
    batch(size) {
      count += size
      const rows = freshInputs === null ? shared : Array.from({ length: size }, freshInputs)
      return isAsync ? loopAsync(whole, rows, step, size) : loop(whole, rows, step, size)
    },
    emptyBatch(size) {
      const rows = freshInputs === null ? shared : Array.from({ length: size }, () => inputs)
      return isAsync ? loopAsync(emptyAsyncCall, rows, step, size) : loop(emptyCall, rows, step, size)
    },
  }

  function recordThrown(error: unknown): void {
    thrown++
    firstError ??= describeThrown(error)
  }

  // The result is kept in a local: a store into the heap costs as much as a small call where V8 has to note it for its collector.
  function loop(each: Call, rows: readonly (readonly unknown[])[], step: 0 | 1, size: number): number {
    let result: unknown
    const start = now()
    for (let i = 0; i < size; i++) {
      try {
        result = invoke(each, rows[i * step + linkTo(result)] ?? inputs)
      } catch (error) {
        recordThrown(error)
      }
    }
    const elapsed = now() - start
    lastResult = result
    return elapsed
  }

  async function loopAsync(each: Call, rows: readonly (readonly unknown[])[], step: 0 | 1, size: number): Promise<number> {
    let result: unknown
    const start = now()
    for (let i = 0; i < size; i++) {
      try {
        result = await invoke(each, rows[i * step] ?? inputs)
      } catch (error) {
        recordThrown(error)
      }
    }
    const elapsed = now() - start
    lastResult = result
    return elapsed
  }
}

const zero = new Int32Array(1)

/**
 * 0, but read out of an integer result, so that the next call has to wait for it. A processor overlaps calls that do not:
 * a chain of multiplications that takes 4.5 ns when its result is used read 1 ns. V8 does not know what `zero` holds.
 */
function linkTo(result: unknown): number {
  return typeof result === 'number' && (result | 0) === result ? result & (zero[0] ?? 0) : 0
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
