import { send } from '../channel.ts'
import { computingMs, now } from '../clock.ts'
import { trackInputs } from '../inputs/trackInputs.ts'
import type { TrackedInputs } from '../inputs/trackInputs.ts'
import type { RowSet } from '../rows/rowSet.ts'
import { describeThrown } from '../thrownValue.ts'
import type { ThrownValue } from '../../protocol/runnerMessage.ts'
import { callLoops, emptyCall, emptyLinkedCall } from './callLoops.ts'
import type { InputRows } from './callLoops.ts'
import { emptyAsyncCall, invoke } from './invoke.ts'
import type { Call } from './invoke.ts'
import { isAsyncKind, joinKinds, resultKindOf, withConsumer } from './resultKind.ts'
import type { ResultKind } from './resultKind.ts'

export type Batch = (size: number) => number | Promise<number>

/** What the first calls taught, and how the next ones are made. */
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
  /** Rows of inputs that the calls take in turn. */
  readonly rowCount: number
  /** Makes calls one after the other. @returns their milliseconds; a promise for asynchronous targets */
  readonly batch: Batch
  /** As `batch`, for a call that returns the first result and does nothing else: what the loop itself takes. */
  readonly emptyBatch: Batch
  /** Both again, for calls that each wait for the number that the one before returned; null for other results. */
  readonly linked: { readonly batch: Batch; readonly emptyBatch: Batch } | null
  /** Takes the inputs of a batch, and returns what makes its calls: copies of inputs are made before. */
  readonly prepare: (size: number) => () => number | Promise<number>
  /** As `prepare`, for calls that do nothing. */
  readonly prepareEmpty: (size: number) => () => number | Promise<number>
  /** How many calls a batch may hold at most: copies of inputs take memory. */
  readonly largestBatch: number
}

/** Milliseconds of first calls with different rows: what they show is whether results differ in kind, and inputs are changed. */
const firstRoundMs = 30

/** Makes the first call with each row, as far as time allows, tells of the first of all, and prepares for the next ones. */
export async function makeFirstCalls({ rows, call, targetIsOutermost }: RowSet): Promise<WorkloadCalls> {
  const tracked = rows.map((inputs) => trackInputs(inputs))
  let count = 0
  let thrown = 0
  let firstError: ThrownValue | null = null
  let firstCallMs = 0
  let kind: ResultKind = 'value'
  let result: unknown
  let changesArguments = false
  let saidIterator = false

  const startedComputing = computingMs()
  const startedAt = now()
  for (const [index, inputs] of rows.entries()) {
    const callStartedAt = now()
    if (index > 0 && callStartedAt - startedAt > firstRoundMs) break
    count++
    try {
      const own: unknown = invoke(call, inputs)
      const ownKind = resultKindOf(own)
      kind = index === 0 ? ownKind : joinKinds(kind, ownKind)
      if (ownKind === 'iterator' || ownKind === 'asyncIterator') sayIterator()
      result = await settle(own, ownKind)
    } catch (error) {
      recordThrown(error)
    }
    if (index === 0) firstCallMs = now() - callStartedAt
    changesArguments ||= tracked[index]?.changed() === true
  }

  send({ kind: 'firstCall', ms: firstCallMs, isAsync: isAsyncKind(kind), changesArguments, targetIsOutermost })
  const cannotCopy = [...new Set(tracked.flatMap((row) => row.shared))]
  if (cannotCopy.length > 0) send({ kind: 'warning', message: sharedWarning(cannotCopy, changesArguments) })

  const whole = withConsumer(call, kind)
  const isAsync = isAsyncKind(kind)
  const turns = rowTurns(rows, tracked, changesArguments)
  const loops = callLoops(turns.step, recordThrown)
  type Loop = (each: Call, rows: InputRows, size: number) => number | Promise<number>
  const batchIn = (loop: Loop): Batch => (size) => {
    count += size
    return loop(whole, turns.next(size), size)
  }
  const emptyBatchIn = (loop: Loop, empty: Call): Batch => (size) => loop(empty, turns.any(size), size)
  const usual = isAsync ? loops.awaited : loops.plain
  const empty = isAsync ? emptyAsyncCall : emptyCall(result)
  return {
    isAsync,
    firstCallMs,
    startedAt,
    startedComputing,
    get count() { return count },
    get thrown() { return thrown },
    get firstError() { return firstError },
    rowCount: rows.length,
    largestBatch: changesArguments ? 256 : rows.length > 1 ? 100_000 : 1_000_000,
    batch: batchIn(usual),
    emptyBatch: emptyBatchIn(usual, empty),
    prepare(size) {
      count += size
      const inputs = turns.next(size)
      return () => usual(whole, inputs, size)
    },
    prepareEmpty(size) {
      const inputs = turns.any(size)
      return () => usual(empty, inputs, size)
    },
    linked: isAsync || typeof result !== 'number' ? null : { batch: batchIn(loops.linked), emptyBatch: emptyBatchIn(loops.linked, emptyLinkedCall(result)) },
  }

  function sayIterator(): void {
    if (!saidIterator) send({ kind: 'warning', message: 'The call returns an iterator, which does nothing until it is consumed: each call consumes it.' })
    saidIterator = true
  }

  function recordThrown(error: unknown): void {
    thrown++
    firstError ??= describeThrown(error)
  }
}

/** Deals the rows out to batches, in turn. */
interface RowTurns {
  /** 0 where one row serves all calls. */
  readonly step: 0 | 1
  /** Inputs for so many calls, fresh where calls change them. */
  next(size: number): InputRows
  /** Inputs that nobody changes. */
  any(size: number): InputRows
}

function rowTurns(rows: InputRows, tracked: readonly TrackedInputs[], areFresh: boolean): RowTurns {
  const count = rows.length
  let turn = 0
  /** Each row in turn, over and over: long enough for a batch that begins with any of them. */
  let repeated: InputRows = rows
  const take = (size: number): InputRows => {
    if (rows.length === 1) return rows
    if (repeated.length < size + count) repeated = Array.from({ length: 2 * (size + count) }, (_, index) => rows[index % count] ?? [])
    const first = turn
    turn = (turn + size) % count
    return first === 0 ? repeated : repeated.slice(first, first + size)
  }
  return {
    step: areFresh || rows.length > 1 ? 1 : 0,
    next(size) {
      if (!areFresh) return take(size)
      const first = turn
      turn = (turn + size) % count
      return Array.from({ length: size }, (_, index) => tracked[(first + index) % count]?.fresh() ?? [])
    },
    any: (size) => (areFresh && rows.length === 1 ? Array.from({ length: size }, () => rows[0] ?? []) : take(size)),
  }
}

/** Does what belongs to a call after it returned. */
async function settle(result: unknown, kind: ResultKind): Promise<unknown> {
  if (kind === 'value') return result
  if (kind === 'promise') return await result
  return await withConsumer(() => result, kind)([])
}

function sharedWarning(shared: readonly string[], changesArguments: boolean): string {
  const what = shared.length > 3 ? `${shared.slice(0, 3).join(', ')} and more` : shared.join(', ')
  return changesArguments
    ? `A call changes its inputs. They are copied for each call, all but ${what}: what a call changes there, the next one finds.`
    : `Whether a call changes ${what} cannot be told: if it does, the next call finds the change.`
}
