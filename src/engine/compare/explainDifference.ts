import { basename } from 'node:path'
import { baseLines } from '../../core/comparison/baseLines.ts'
import type { BaseLine, Cause } from '../../core/comparison/comparison.ts'
import { findCauses } from '../../core/comparison/findCauses.ts'
import type { MeasuredChange } from '../../core/comparison/findCauses.ts'
import type { PassEnd } from '../child/passEnd.ts'
import { describeEnd } from '../measure/describeEnd.ts'
import { mapStack } from '../measure/mapStack.ts'
import { planExplaining } from './explainingPlan.ts'
import { sampleVersion } from './sampleVersion.ts'
import type { ExplainedVersion } from './sampleVersion.ts'
import type { SideSetting } from './side.ts'

/** Two versions of a function. */
export interface ExplainedDifference {
  /** Absolute path of the folder that files are shown relative to. */
  readonly root: string
  readonly base: ExplainedVersion
  readonly current: ExplainedVersion
  readonly measured: MeasuredChange
}

/** Why two versions differ. */
export interface Explanation {
  /** The weightiest first. */
  readonly causes: readonly Cause[]
  /** Where the base spent its time, in the function's file, hottest first; missing where it could not be sampled. */
  readonly baseLines?: readonly BaseLine[]
  /** Sentences for people: why there are none, or what they lack. */
  readonly warnings: readonly string[]
}

/**
 * Samples both versions alike, in turn, and tells which lines made the difference. About a second and a half of measuring; of a
 * function that takes longer a call or two of each version.
 */
export async function explainDifference({ root, base, current, measured }: ExplainedDifference, setting: SideSetting, signal: AbortSignal): Promise<Explanation> {
  const versions = { base, current }
  const samplers = { base: sampleVersion(base, root, setting, signal), current: sampleVersion(current, root, setting, signal) }
  const warnings = (): readonly string[] => [...new Set([...samplers.base.warnings, ...samplers.current.warnings])]
  const stopped = (side: keyof typeof versions, end: Exclude<PassEnd, { readonly kind: 'finished' }>): Explanation => {
    if (end.kind === 'cancelled') return { causes: [], warnings: [] }
    const { functionName, file, side: { bundle } } = versions[side]
    const { message } = describeEnd(end, { name: functionName, file, root }, (stack) => mapStack(stack, basename(bundle.path), 'runner.cjs', bundle.positionOf))
    return { causes: [], warnings: [`Which lines made the difference is not known: ${side === 'base' ? 'the baseline' : 'the current code'} could not be sampled. ${message}`, ...warnings()] }
  }

  // Who goes first takes turns too: a machine that becomes slower must not look like a cause.
  for (const side of ['base', 'current'] as const) {
    const end = await samplers[side].sampleLines(planExplaining(null).lines)
    if (end.kind !== 'finished') return stopped(side, end)
  }
  const plan = planExplaining(Math.max(samplers.base.callMs, samplers.current.callMs))
  for (let round = 1; round < plan.rounds; round++) {
    for (const side of round % 2 === 0 ? ['base', 'current'] as const : ['current', 'base'] as const) {
      const end = await samplers[side].sampleLines(plan.lines)
      if (end.kind !== 'finished') return stopped(side, end)
    }
  }
  const own: string[] = []
  if (plan.callers === null) own.push('A call takes too long to be sampled once more for what calls what: where a changed line calls unchanged code, the difference is shown in that code.')
  else {
    for (const side of ['base', 'current'] as const) {
      const end = await samplers[side].sampleCallers(plan.callers)
      if (end.kind !== 'finished') return stopped(side, end)
    }
  }

  if (plan.bytes === null) own.push('A call takes too long to tell what its lines allocate.')
  else {
    const known = [await samplers.base.meterBytes(plan.bytes), await samplers.current.meterBytes(plan.bytes)]
    if (known.includes(false) && !signal.aborted) own.push('What the lines allocate could not be told.')
  }

  const renamed = new Map(base.file === current.file ? [] : [[base.file, current.file]])
  const sampledBase = samplers.base.sampled()
  const causes = findCauses({ base: sampledBase, current: samplers.current.sampled(), renamed, root, measured })
  if (causes.length === 0) own.push('Which lines made the difference cannot be told: none differs by more than the samples allow.')
  return { causes, baseLines: baseLines(sampledBase.rounds, base.file), warnings: [...own, ...warnings()] }
}
