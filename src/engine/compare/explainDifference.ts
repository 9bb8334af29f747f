import type { Cause } from '../../core/comparison/comparison.ts'
import { findCauses } from '../../core/comparison/findCauses.ts'
import { FunctionFinder } from '../../core/profile/functionFinder.ts'
import { trusted } from '../../core/profile/placedProfile.ts'
import { discoverFunctions } from '../../core/source/discoverFunctions.ts'
import type { DiscoveredFunctions } from '../../core/source/discoverFunctions.ts'
import { loopExtents } from '../../core/source/loopExtents.ts'
import type { Bundle } from '../bundle/bundleEntry.ts'
import type { PassEnd } from '../child/passEnd.ts'
import { describeEnd } from '../measure/describeEnd.ts'
import { openPassSession } from '../measure/passSession.ts'
import type { PassListener, SessionRequest } from '../measure/passSession.ts'
import { planExplaining } from './explainingPlan.ts'
import { sampleVersion } from './sampleVersion.ts'
import type { VersionSampler } from './sampleVersion.ts'

/** One of two versions, ready to run. Paths are absolute. */
export interface ExplainedVersion {
  readonly bundle: Bundle
  /** `file` and `functionName` as this version has them. */
  readonly request: SessionRequest & { readonly functionName: string }
  /** A folder of its own, outside the workspace. */
  readonly directory: string
  /** The user's modules in the bundle with their texts as they were bundled, by absolute path. */
  readonly texts: ReadonlyMap<string, string>
}

/** Why two versions differ. */
export interface Explanation {
  /** The weightiest first. */
  readonly causes: readonly Cause[]
  /** Sentences for people: why there are none, or what they lack. */
  readonly warnings: readonly string[]
}

/**
 * Samples both versions alike, in turn, and tells which lines made the difference. About a second and a half of measuring; of a
 * function that takes longer a call or two of each version.
 */
export async function explainDifference(base: ExplainedVersion, current: ExplainedVersion, listener: Omit<PassListener, 'onPrepared'>, signal: AbortSignal): Promise<Explanation> {
  const sides = { base: openVersion(base, listener, signal), current: openVersion(current, listener, signal) }
  const warnings: string[] = []
  const stopped = (side: 'base' | 'current', end: Exclude<PassEnd, { readonly kind: 'finished' }>): Explanation => {
    const { request } = sides[side].version
    const { message } = describeEnd(end, { name: request.functionName, file: request.file, root: request.root }, sides[side].session.map)
    return { causes: [], warnings: end.kind === 'cancelled' ? [] : [`Which lines made the difference is not known. ${side === 'base' ? 'The baseline' : 'The current code'}, sampled: ${message}`] }
  }

  // The base goes first, then last, and so on: a machine that becomes slower must not look like a cause.
  for (const side of ['base', 'current'] as const) {
    const end = await sides[side].sampler.sampleLines(planExplaining(null).lines)
    if (end.kind !== 'finished') return stopped(side, end)
  }
  const plan = planExplaining(Math.max(sides.base.sampler.callMs, sides.current.sampler.callMs))
  for (let round = 1; round < plan.rounds; round++) {
    for (const side of round % 2 === 0 ? ['base', 'current'] as const : ['current', 'base'] as const) {
      const end = await sides[side].sampler.sampleLines(plan.lines)
      if (end.kind !== 'finished') return stopped(side, end)
    }
  }
  if (plan.callers === null) {
    warnings.push('A call takes too long to sample it once more for what calls what: where a changed line calls unchanged code, the difference is shown in that code.')
  } else {
    for (const side of ['base', 'current'] as const) {
      const end = await sides[side].sampler.sampleCallers(plan.callers)
      if (end.kind !== 'finished') return stopped(side, end)
    }
  }

  const versionOf = ({ version, sampler, finder, functions }: OpenVersion) => ({
    texts: version.texts,
    functionAt: (file: string, line: number) => trusted(finder.ownerOf(file, line, '')).name,
    loopsOf: (file: string) => loopExtents(version.texts.get(file) ?? '', file),
    rounds: sampler.rounds(functions),
    waitingMsPerCall: sampler.waitingMsPerCall,
    bytes: null,
  })
  const renamed = new Map(base.request.file === current.request.file ? [] : [[base.request.file, current.request.file]])
  const causes = findCauses({ base: versionOf(sides.base), current: versionOf(sides.current), renamed, root: current.request.root })
  for (const { session } of Object.values(sides)) for (const warning of session.warnings) if (!warnings.includes(warning)) warnings.push(warning)
  if (causes.length === 0) warnings.push('Which lines made the difference cannot be told: no line differs by more than the samples allow.')
  return { causes, warnings }
}

interface OpenVersion {
  readonly version: ExplainedVersion
  readonly session: ReturnType<typeof openPassSession>
  readonly sampler: VersionSampler
  readonly finder: FunctionFinder
  readonly functions: (file: string) => DiscoveredFunctions
}

function openVersion(version: ExplainedVersion, listener: Omit<PassListener, 'onPrepared'>, signal: AbortSignal): OpenVersion {
  const known = new Map<string, DiscoveredFunctions>()
  const functions = (file: string): DiscoveredFunctions => {
    const found = known.get(file) ?? discoverFunctions(version.texts.get(file) ?? '', file)
    known.set(file, found)
    return found
  }
  const session = openPassSession(version.request, version.bundle, version.directory, { ...listener, onPrepared: () => undefined }, signal)
  return { version, session, sampler: sampleVersion(version, session), functions, finder: new FunctionFinder((file) => functions(file).functions, (file) => functions(file).unlisted) }
}

