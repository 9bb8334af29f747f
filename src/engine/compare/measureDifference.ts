import { decideDifference, lookAlpha, needsMorePairs } from '../../core/comparison/decideVerdict.ts'
import type { VerdictRule } from '../../core/comparison/decideVerdict.ts'
import type { Difference } from '../../core/comparison/difference.ts'
import { throughputOf, timeThresholdOf } from '../../core/comparison/throughputOf.ts'
import type { Thresholds } from '../../core/comparison/thresholds.ts'
import { median } from '../../core/statistics/median.ts'
import { usableCores } from '../child/cores.ts'
import { bytesLogRatio } from './bytesLogRatio.ts'
import { measurePair } from './measurePair.ts'
import type { PairMeasured, Sides, SideStopped } from './measurePair.ts'
import { fewestPairs } from './pairPlan.ts'
import type { PairPlan } from './pairPlan.ts'
import { pairRatio } from './pairRatio.ts'
import { warningsOfPairs } from './warningsOfPairs.ts'
import type { SideSetting } from './side.ts'

/**
 * `single`: twelve pairs, and twelve more where they tell too little; `screen`: twelve pairs, one of several functions; `confirm`: 24
 * fresh pairs for one that was suspect; `glance`: six pairs of one of many values, fewer where they take long, and no bytes.
 */
export type Depth = 'single' | 'screen' | 'confirm' | 'glance'

/** How two versions differ. */
export interface MeasuredDifference {
  readonly time: Difference
  readonly throughput: Difference
  readonly memory: Difference
  readonly seconds: number
  readonly warnings: readonly string[]
}

const alpha = 0.05

/** Pairs that count what they allocate, the first ones: counts hardly differ, and take time. */
const allocatingPairs = 8

/** The extension ends after that, however busy the machine: it must not depend on what was measured. */
const mostSeconds = 6

/** Measures pairs of processes until they tell enough. @param onPair is told how many of how many are done */
export async function measureDifference(
  sides: Sides,
  plan: PairPlan,
  { thresholds, depth }: { readonly thresholds: Thresholds; readonly depth: Depth },
  setting: SideSetting,
  onPair: (done: number, of: number) => void,
  signal: AbortSignal,
): Promise<MeasuredDifference | SideStopped> {
  const pairs: PairMeasured[] = []
  const cores = usableCores()
  const runnerWarnings = new Set<string>()
  // However long they take. What is but glanced at may be many times as slow.
  const surePairs = depth === 'glance' ? 1 : plan.pairs
  const measureUpTo = async (count: number): Promise<SideStopped | null> => {
    // One more takes about as long as the last.
    while (pairs.length < count && (pairs.length < surePairs || secondsOf(pairs) + secondsOf(pairs.slice(-1)) < mostSeconds)) {
      onPair(pairs.length, count)
      const core = cores.length < 2 ? null : cores[pairs.length % cores.length] ?? null
      const planned = depth !== 'glance' && pairs.length < allocatingPairs ? plan : { ...plan, allocatingCalls: 0 }
      const pair = await measurePair(sides, planned, core, setting, (message) => runnerWarnings.add(message), signal)
      if ('side' in pair) return pair
      pairs.push(pair)
    }
    return null
  }
  const mayExtend = depth === 'single' && plan.mostPairs > plan.pairs
  // Where there is no second look the first has all of the error.
  const rule = { alpha: mayExtend ? lookAlpha : alpha }
  const stopped = await measureUpTo(depth === 'confirm' ? plan.mostPairs : depth === 'glance' ? fewestPairs : plan.pairs)
  if (stopped !== null) return stopped
  if (mayExtend && needsMorePairs(timeOf(pairs, { ...rule, threshold: thresholds.time }))) {
    const ended = await measureUpTo(plan.mostPairs)
    if (ended !== null) return ended
  }
  const time = timeOf(pairs, { ...rule, threshold: thresholds.time })
  return {
    time,
    throughput: throughputOf(timeOf(pairs, { ...rule, threshold: timeThresholdOf(thresholds.throughput) }), thresholds.throughput),
    memory: memoryOf(pairs, { ...rule, threshold: thresholds.memory }),
    seconds: secondsOf(pairs),
    warnings: [...warningsOfPairs(pairs, time), ...runnerWarnings],
  }
}

function secondsOf(pairs: readonly PairMeasured[]): number {
  return pairs.reduce((sum, { measuringMs }) => sum + measuringMs, 0) / 1000
}

function timeOf(pairs: readonly PairMeasured[], rule: VerdictRule): Difference {
  const ratios = pairs.flatMap((pair) => pairRatio(pair) ?? [])
  return {
    ...decideDifference(ratios, rule),
    base: median(pairs.flatMap(({ base }) => median(base.slices) ?? [])),
    current: median(pairs.flatMap(({ current }) => median(current.slices) ?? [])),
  }
}

function memoryOf(pairs: readonly PairMeasured[], rule: VerdictRule): Difference {
  const told = pairs.flatMap(({ base, current }) => (base.allocatedBytes === null || current.allocatedBytes === null ? [] : [{ base: base.allocatedBytes, current: current.allocatedBytes }]))
  return {
    ...decideDifference(told.map(({ base, current }) => bytesLogRatio(base, current)), rule),
    base: median(told.map(({ base }) => Math.max(0, base))),
    current: median(told.map(({ current }) => Math.max(0, current))),
  }
}
