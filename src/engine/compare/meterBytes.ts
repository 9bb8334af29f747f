import type { MeteredPlace } from '../../core/comparison/findCauses.ts'
import type { FunctionRef } from '../../core/profile/functionFinder.ts'
import type { LineRef } from '../../core/profile/placedProfile.ts'
import type { SamplingPlan } from '../measure/passPlan.ts'
import { meterBundle } from '../meter/meterBundle.ts'
import { meterFlags } from '../meter/meterFlags.ts'
import { runSide } from './side.ts'
import type { Side, SideSetting } from './side.ts'

/**
 * Finds out what each statement allocates: bytes per call, its own and not of what it called; and how often it runs. Code with a meter in it is not optimised quite
 * as without: what V8 would not allocate at all may be in there, in both versions alike. Null where it cannot be told.
 */
export async function meterBytes(side: Side, plan: SamplingPlan, setting: SideSetting, functionAt: (place: LineRef) => FunctionRef, signal: AbortSignal): Promise<readonly MeteredPlace[] | null> {
  const metered = await meterBundle(side.bundle)
  if (metered === null) return null
  const end = await runSide({ ...side, bundle: metered.bundle }, { kind: 'lineBytes', ...plan }, setting, { onMessage: () => undefined }, signal, meterFlags)
  if (end.kind !== 'finished' || end.result.kind !== 'lineBytes') return null
  return end.result.statements.flatMap(({ places, bytes, runs }): MeteredPlace[] => {
    const lines = places.flatMap((place) => metered.placeOf(place) ?? [])
    const [line, ...callers] = lines
    if (line === undefined) return []
    const calls = callers.map((caller, index) => ({ line: caller, callee: functionAt(lines[index] ?? line) }))
    return [{ line, function: functionAt(line), samples: bytes, runs, paths: [{ calls, stacks: 1 }] }]
  })
}
