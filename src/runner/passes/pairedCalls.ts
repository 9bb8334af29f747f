import { median } from '../../core/statistics/median.ts'
import type { PairCommand, PairWay } from '../../protocol/pairCommand.ts'
import { makeFirstCalls } from '../calls/workloadCalls.ts'
import type { WorkloadCalls } from '../calls/workloadCalls.ts'
import { endProcessAtOnce, send } from '../channel.ts'
import { now } from '../clock.ts'
import { nextCommand } from '../commands.ts'
import type { RowSet } from '../rows/rowSet.ts'
import { takeTurns } from '../takeTurns.ts'
import { countAllocations } from './countAllocations.ts'
import { countKept } from './countKept.ts'
import { shortCalls } from './timeCalls.ts'

/** Milliseconds of calls between two looks at the clock. */
const batchMs = 0.25

/** Calls in a batch from which on the loop around them counts: `shortCalls` is for batches twice as long. */
const manyCalls = shortCalls / 2

/** The batches that a batch's size is told by: one that another program interrupted must not decide it. */
const recentBatches = 5

/** Empty batches that tell what the loop around short calls takes. */
const emptyBatches = 9

/** What warming up found out so far. */
interface WarmState {
  batchSize: number
  recent: number[]
  /** Milliseconds of a call that does nothing. */
  emptyMs: Record<PairWay, number>
}

/** What a turn of warming up found out: milliseconds a call, each way; null where there is no other way. */
interface Warmed {
  readonly batchSize: number
  readonly callMs: number
  readonly linkedMs: number | null
}

/** One process of a pair: makes calls when it is told to, and waits in between. */
export async function pairedCalls(rowSet: RowSet): Promise<void> {
  let measuringMs = 0
  let calls: WorkloadCalls | null = null
  const state: WarmState = { batchSize: 1, recent: [], emptyMs: { plain: 0, linked: 0 } }
  for (;;) {
    const command = nextCommand()
    // Without a parent there is nobody to measure for.
    if (command === null) return endProcessAtOnce()
    if (command.kind === 'end') break
    const started = now()
    if (calls === null) {
      calls = await makeFirstCalls(rowSet)
      if (calls.thrown === calls.count && calls.firstError !== null) return send({ kind: 'failed', stage: 'call', error: calls.firstError })
      send({ kind: 'began', firstCallMs: calls.firstCallMs, isAsync: calls.isAsync, rows: calls.rowCount })
    } else await obey(command, calls, state)
    measuringMs += now() - started
  }
  send({ kind: 'paired', measuringMs, calls: calls?.count ?? 0, thrown: calls?.thrown ?? 0 })
}

async function obey(command: PairCommand, calls: WorkloadCalls, state: WarmState): Promise<void> {
  switch (command.kind) {
    case 'warm': {
      const warmed = (await takeTurns(command, async () => await warm(calls, state, command.ms))).at(-1)
      if (warmed === undefined) throw new Error('Internal error: warming up needs a turn')
      send({ kind: 'warmed', ...warmed })
      break
    }
    case 'slice': {
      const { ms, batchSize } = command
      const way = wayOf(calls, command.way)
      const callMs = await takeTurns(command, async () => (median(await batches(way, batchSize, ms)) ?? 0) / batchSize)
      send({ kind: 'slices', callMs: callMs.map((each) => Math.max(0, each - state.emptyMs[command.way])) })
      break
    }
    case 'allocate': {
      const bytesPerCall = await countAllocations(calls, command.calls)
      send({ kind: 'allocated', bytesPerCall, retainedPerCall: await countKept(calls, command.calls) })
      break
    }
    case 'begin':
    case 'end': throw new Error(`Internal error: ${command.kind} came out of turn`)
    default: command satisfies never
  }
}

/** Makes calls for so long, with batches that grow to a quarter of a millisecond; where they are short, half of the time each way. */
async function warm(calls: WorkloadCalls, state: WarmState, ms: number): Promise<Warmed> {
  const { linked } = calls
  const isShort = state.batchSize >= manyCalls
  const callMs = await warmPlainly(calls, state, linked !== null && isShort ? ms / 2 : ms)
  const size = wholeRounds(calls, state.batchSize)
  let linkedMs: number | null = null
  if (isShort) {
    if (linked !== null) {
      const times = await batches(linked, size, ms / 2)
      state.emptyMs.linked = await emptyMs(linked, size)
      linkedMs = Math.max(0, (median(times) ?? 0) / size - state.emptyMs.linked)
    }
    state.emptyMs.plain = await emptyMs(calls, size)
  }
  return { batchSize: size, callMs: Math.max(0, callMs - state.emptyMs.plain), linkedMs }
}

async function warmPlainly(calls: WorkloadCalls, state: WarmState, ms: number): Promise<number> {
  const end = now() + ms
  do {
    const elapsed = await calls.batch(state.batchSize) / state.batchSize
    state.recent.push(elapsed)
    if (state.recent.length > recentBatches) state.recent.shift()
    const callMs = median(state.recent) ?? elapsed
    // At most doubled at once: the first calls of a function are its slowest, or its fastest.
    state.batchSize = Math.max(1, Math.min(callMs > 0 ? Math.round(batchMs / callMs) : Infinity, state.batchSize * 2, calls.largestBatch))
  } while (now() < end)
  return median(state.recent) ?? 0
}

async function emptyMs(way: Pick<WorkloadCalls, 'emptyBatch'>, size: number): Promise<number> {
  const times: number[] = []
  for (let batch = 0; batch < emptyBatches; batch++) times.push(await way.emptyBatch(size))
  return (median(times) ?? 0) / size
}

/** Batches for so long, one at least: each one's milliseconds. */
async function batches({ batch }: Pick<WorkloadCalls, 'batch'>, size: number, ms: number): Promise<readonly number[]> {
  const times: number[] = []
  const end = now() + ms
  do {
    const elapsed = batch(size)
    times.push(typeof elapsed === 'number' ? elapsed : await elapsed)
  } while (now() < end)
  return times
}

function wayOf(calls: WorkloadCalls, way: PairWay): Pick<WorkloadCalls, 'batch'> {
  return way === 'linked' && calls.linked !== null ? calls.linked : calls
}

/** A batch holds each row equally often, or its median would be that of some rows. */
function wholeRounds({ rowCount, largestBatch }: WorkloadCalls, batchSize: number): number {
  return rowCount === 1 ? batchSize : Math.min(Math.max(1, Math.round(batchSize / rowCount)) * rowCount, Math.max(largestBatch, rowCount))
}
