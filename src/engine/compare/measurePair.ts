import { median } from '../../core/statistics/median.ts'
import type { PairWay } from '../../protocol/pairCommand.ts'
import type { PairPlan } from './pairPlan.ts'
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
  /** By block: whether the base's slice came first. */
  readonly baseFirst: readonly boolean[]
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
 * and what slows the machine meets both.
 */
export async function measurePair(sides: Sides, plan: PairPlan, setting: SideSetting, onWarning: (message: string) => void, signal: AbortSignal): Promise<PairMeasured | SideStopped> {
  const start = (side: Side): PairedProcess => startPaired(side, plan.mostRows, setting, onWarning, signal)
  const processes = { base: start(sides.base), current: start(sides.current) }
  let asked: keyof Sides = 'base'
  try {
    return await takeTurns(processes, plan, (side) => { asked = side })
  } catch (error) {
    if (!(error instanceof EndedEarly)) throw error
    const { end } = error
    if (end.kind === 'finished') throw new Error('Internal error: a process of a pair ended before it was told to', { cause: error })
    return { side: asked, end }
  } finally {
    await Promise.all([processes.base.stop(), processes.current.stop()])
  }
}

async function takeTurns(processes: Readonly<Record<keyof Sides, PairedProcess>>, plan: PairPlan, onTurn: (side: keyof Sides) => void): Promise<PairMeasured> {
  /** Asks one after the other, in a random order. */
  async function both<Answer>(ask: (process: PairedProcess) => Promise<Answer>): Promise<{ readonly base: Answer; readonly current: Answer; readonly baseFirst: boolean }> {
    const baseFirst = Math.random() < 0.5
    const turn = async (side: keyof Sides): Promise<Answer> => {
      onTurn(side)
      return await ask(processes[side])
    }
    const first = await turn(baseFirst ? 'base' : 'current')
    const second = await turn(baseFirst ? 'current' : 'base')
    return baseFirst ? { base: first, current: second, baseFirst } : { base: second, current: first, baseFirst }
  }

  // Loading is not measured: both at once.
  const loadingBase = processes.base.loaded()
  const loadingCurrent = processes.current.loaded()
  void Promise.allSettled([loadingBase, loadingCurrent])
  onTurn('base')
  await loadingBase
  onTurn('current')
  await loadingCurrent

  const started = performance.now()
  const began = await both(async (each) => await each.ask({ kind: 'begin' }, 'began'))
  let warmed = null
  for (let turn = 0; turn < plan.warmTurns; turn++) warmed = await both(async (each) => await each.ask({ kind: 'warm', ms: plan.warmMs }, 'warmed'))
  // The same for both: a loop around calls, and how many of them a collection meets, must not differ.
  const batchSize = warmed === null ? 1 : Math.min(warmed.base.batchSize, warmed.current.batchSize)
  const way = wayOf(warmed === null ? [] : [warmed.base, warmed.current])
  const slicesOf: Record<keyof Sides, number[]> = { base: [], current: [] }
  const baseFirst: boolean[] = []
  if (plan.blocks === 0) {
    slicesOf.base.push(began.base.firstCallMs)
    slicesOf.current.push(began.current.firstCallMs)
    baseFirst.push(began.baseFirst)
  }
  for (let block = 0; block < plan.blocks; block++) {
    const slices = await both(async (each) => await each.ask({ kind: 'slice', ms: plan.sliceMs, batchSize, way }, 'slice'))
    baseFirst.push(slices.baseFirst)
    slicesOf.base.push(slices.base.callMs)
    slicesOf.current.push(slices.current.callMs)
  }
  const allocated = plan.allocatingCalls === 0 ? null : await both(async (each) => await each.ask({ kind: 'allocate', calls: plan.allocatingCalls }, 'allocated'))
  const half = (side: keyof Sides): PairHalf => ({ slices: slicesOf[side], allocatedBytes: allocated?.[side].bytesPerCall ?? null, retainedBytes: allocated?.[side].retainedPerCall ?? null })
  const measuringMs = performance.now() - started
  await Promise.all([processes.base.end(), processes.current.end()])
  return { base: half('base'), current: half('current'), baseFirst, measuringMs }
}

function wayOf(warmed: readonly { readonly callMs: number; readonly linkedMs: number | null }[]): PairWay {
  const linked = warmed.map(({ linkedMs }) => linkedMs)
  if (linked.length === 0 || linked.includes(null)) return 'plain'
  return (median(warmed.map(({ callMs, linkedMs }) => (callMs === 0 ? 0 : (linkedMs ?? 0) / callMs))) ?? 0) > linkedIsLonger ? 'linked' : 'plain'
}
