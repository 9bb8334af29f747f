import { median } from '../../core/statistics/median.ts'
import type { PairWay } from '../../protocol/pairCommand.ts'
import type { PairPlan } from './pairPlan.ts'
import { oneAfterTheOther, turnByTurn, withBaton } from './askPair.ts'
import type { BySide, Turns } from './askPair.ts'
import { openBaton } from './openBaton.ts'
import { EndedEarly, startPaired } from './pairedProcess.ts'
import type { PairedProcess } from './pairedProcess.ts'
import type { PassEnd } from '../child/passEnd.ts'
import type { Side, SideSetting } from './side.ts'

/** The two versions. */
export interface Sides {
  readonly base: Side
  readonly current: Side
}

/** What one process of a pair measured. */
export interface PairHalf {
  /** Milliseconds per call, block by block. */
  readonly slices: readonly number[]
  /** Bytes per call; null where they were not counted. */
  readonly allocatedBytes: number | null
  readonly retainedBytes: number | null
}

/** What one pair of fresh processes measured. */
export interface PairMeasured {
  readonly base: PairHalf
  readonly current: PairHalf
  /** The base had the first turn; from there on they alternate. */
  readonly baseFirst: boolean
  readonly measuringMs: number
}

/** A side that ended before it was measured. */
export interface SideStopped {
  readonly side: keyof Sides
  readonly end: Exclude<PassEnd, { readonly kind: 'finished' }>
}

/** A call takes this many times as long when each waits for the one before: then that is what is compared. */
const linkedIsLonger = 1.1

/**
 * Measures both versions in two fresh processes that take turns: only one of them runs at a time, so that neither slows the other,
 * and what slows the machine meets both. Both on one core, since cores differ: of two that share their silicon with other programs,
 * or virtual machines, one may be half as fast as the other for seconds.
 * @param core its number; null leaves the choice to the system
 */
export async function measurePair(sides: Sides, plan: PairPlan, core: number | null, setting: SideSetting, onWarning: (message: string) => void, signal: AbortSignal): Promise<PairMeasured | SideStopped> {
  const baton = plan.blocks < 2 ? null : await openBaton(sides.current.directory)
  // While one has its turn the other is silent too: who hangs must be told to before who waits.
  const silenceMs = { current: setting.silenceMs, base: 2 * setting.silenceMs }
  const start = (side: keyof Sides): PairedProcess => startPaired(side, sides[side], plan.mostRows, baton?.descriptors[side] ?? [], { ...setting, silenceMs: silenceMs[side] }, onWarning, signal)
  const processes = { base: start('base'), current: start('current') }
  try {
    return await measure(processes, plan, { core, hasBaton: baton !== null })
  } catch (error) {
    if (!(error instanceof EndedEarly)) throw error
    const { side, end } = error
    if (end.kind === 'finished') throw new Error('Internal error: a process of a pair ended before it was told to', { cause: error })
    return { side, end }
  } finally {
    await Promise.all([processes.base.stop(), processes.current.stop()])
    baton?.close()
  }
}

type Processes = Readonly<Record<keyof Sides, PairedProcess>>

async function measure(processes: Processes, plan: PairPlan, { core, hasBaton }: { readonly core: number | null; readonly hasBaton: boolean }): Promise<PairMeasured> {
  // Loading is not measured: both at once.
  await Promise.all([processes.base.loaded(), processes.current.loaded()])

  const started = performance.now()
  const baseFirst = Math.random() < 0.5
  const order: readonly (keyof Sides)[] = baseFirst ? ['base', 'current'] : ['current', 'base']
  const one = async <Answer>(ask: (process: PairedProcess) => Promise<Answer>): Promise<BySide<Answer>> => await oneAfterTheOther(processes, order, ask)
  const inTurn = async <Answer>(turns: number, ask: Turns<Answer>): Promise<BySide<readonly Answer[]>> => await (hasBaton ? withBaton(processes, order, turns, ask) : turnByTurn(processes, order, turns, ask))

  const began = await one(async (each) => await each.ask({ kind: 'begin' }, 'began'))
  // After the first calls: the threads that they started, which do work of their own, inherit no core.
  if (core !== null) await Promise.all([processes.base.keepOn(core), processes.current.keepOn(core)])
  const warmed = plan.warmTurns === 0 ? null : await inTurn(plan.warmTurns, async (each, part) => await each.ask({ kind: 'warm', ms: plan.warmMs, ...part }, 'warmed'))
  const last = warmed === null ? [] : [warmed.base.at(-1), warmed.current.at(-1)].flatMap((each) => each ?? [])
  // The same for both: a loop around calls, and how many of them a collection meets, must not differ.
  const batchSize = Math.min(...last.map((each) => each.batchSize), last.length === 0 ? 1 : Infinity)
  const way = wayOf(last)
  const slices = plan.blocks === 0 ? null : await inTurn(plan.blocks, async (each, part) => await each.ask({ kind: 'slice', ms: plan.sliceMs, batchSize, way, ...part }, 'slices'))
  const allocated = plan.allocatingCalls === 0 ? null : await one(async (each) => await each.ask({ kind: 'allocate', calls: plan.allocatingCalls }, 'allocated'))
  const half = (side: keyof Sides): PairHalf => ({
    slices: slices?.[side].flatMap(({ callMs }) => callMs) ?? [began[side].firstCallMs],
    allocatedBytes: allocated?.[side].bytesPerCall ?? null,
    retainedBytes: allocated?.[side].retainedPerCall ?? null,
  })
  const measuringMs = performance.now() - started
  await Promise.all([processes.base.end(), processes.current.end()])
  return { base: half('base'), current: half('current'), baseFirst, measuringMs }
}

function wayOf(warmed: readonly { readonly callMs: number; readonly linkedMs: number | null }[]): PairWay {
  const linked = warmed.map(({ linkedMs }) => linkedMs)
  if (linked.length === 0 || linked.includes(null)) return 'plain'
  return (median(warmed.map(({ callMs, linkedMs }) => (callMs === 0 ? 0 : (linkedMs ?? 0) / callMs))) ?? 0) > linkedIsLonger ? 'linked' : 'plain'
}
