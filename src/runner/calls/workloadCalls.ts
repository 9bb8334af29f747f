import type { PreparedWorkload } from '../../protocol/workloadHook.ts'
import { send } from '../channel.ts'
import { computingMs, now } from '../clock.ts'
import { trackInputs } from '../inputs/trackInputs.ts'
import { describeThrown } from '../thrownValue.ts'
import type { ThrownValue } from '../../protocol/runnerMessage.ts'
import { callLoops, emptyCall, emptyLinkedCall } from './callLoops.ts'
import type { InputRows } from './callLoops.ts'
import { emptyAsyncCall, invoke } from './invoke.ts'
import type { Call } from './invoke.ts'
import { isAsyncKind, resultKindOf, withConsumer } from './resultKind.ts'
import type { ResultKind } from './resultKind.ts'

export type Batch = (size: number) => number | Promise<number>

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
  readonly batch: Batch
  /** As `batch`, for a call that returns the first result and does nothing else: what the loop itself takes. */
  readonly emptyBatch: Batch
  /** Both again, for calls that each wait for the number that the one before returned; null for other results. */
  readonly linked: { readonly batch: Batch; readonly emptyBatch: Batch } | null
  /** How many calls a batch may hold at most: copies of inputs take memory. */
  readonly largestBatch: number
}

/** Makes the first call, tells of it, and prepares for the next ones. */
export async function makeFirstCall(workload: PreparedWorkload): Promise<WorkloadCalls> {
  const { call, inputs } = workload
  const tracked = trackInputs(inputs)
  let count = 1
  let thrown = 0
  let firstError: ThrownValue | null = null
  let kind: ResultKind = 'value'
  let result: unknown

  const startedComputing = computingMs()
  const startedAt = now()
  try {
    result = invoke(call, inputs)
    kind = resultKindOf(result)
    result = await settle(result, kind)
  } catch (error) {
    recordThrown(error)
  }
  const firstCallMs = now() - startedAt

  const changesArguments = tracked.changed()
  send({ kind: 'firstCall', ms: firstCallMs, isAsync: isAsyncKind(kind), changesArguments, targetIsOutermost: workload.targetIsOutermost })
  if (tracked.shared.length > 0) send({ kind: 'warning', message: sharedWarning(tracked.shared, changesArguments) })

  const whole = withConsumer(call, kind)
  const isAsync = isAsyncKind(kind)
  const loops = callLoops(changesArguments ? 1 : 0, recordThrown)
  const shared = [inputs]
  const rowsOf = (size: number, row: () => readonly unknown[]): InputRows => (changesArguments ? Array.from({ length: size }, row) : shared)
  const batchIn = (loop: (each: Call, rows: InputRows, size: number) => number | Promise<number>): Batch => (size) => {
    count += size
    return loop(whole, rowsOf(size, tracked.fresh), size)
  }
  const emptyBatchIn = (loop: (each: Call, rows: InputRows, size: number) => number | Promise<number>, empty: Call): Batch =>
    (size) => loop(empty, rowsOf(size, () => inputs), size)
  return {
    isAsync,
    firstCallMs,
    startedAt,
    startedComputing,
    get count() { return count },
    get thrown() { return thrown },
    get firstError() { return firstError },
    largestBatch: changesArguments ? 256 : 1_000_000,
    batch: batchIn(isAsync ? loops.awaited : loops.plain),
    emptyBatch: isAsync ? emptyBatchIn(loops.awaited, emptyAsyncCall) : emptyBatchIn(loops.plain, emptyCall(result)),
    linked: isAsync || typeof result !== 'number' ? null : { batch: batchIn(loops.linked), emptyBatch: emptyBatchIn(loops.linked, emptyLinkedCall(result)) },
  }

  function recordThrown(error: unknown): void {
    thrown++
    firstError ??= describeThrown(error)
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
