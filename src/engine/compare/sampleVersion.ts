import { join } from 'node:path'
import type { SampledVersion } from '../../core/comparison/findCauses.ts'
import { attributeWithPaths } from '../../core/profile/attribute.ts'
import { FunctionFinder } from '../../core/profile/functionFinder.ts'
import type { FunctionRef } from '../../core/profile/functionFinder.ts'
import { trusted } from '../../core/profile/placedProfile.ts'
import type { LineRef } from '../../core/profile/placedProfile.ts'
import { discoverFunctions } from '../../core/source/discoverFunctions.ts'
import type { DiscoveredFunctions } from '../../core/source/discoverFunctions.ts'
import { loopExtents } from '../../core/source/loopExtents.ts'
import { propertyUse } from '../../core/source/propertyUse.ts'
import type { PassEnd } from '../child/passEnd.ts'
import type { SampledPass } from '../measure/attributeSamples.ts'
import { samplingIntervalUs } from '../measure/passPlan.ts'
import type { SamplingPlan } from '../measure/passPlan.ts'
import { framelessCallsPath, recorderPlans } from '../measure/recorderPlans.ts'
import { callersFlags, linesFlags, namesInlinedCallees } from '../measure/samplingFlags.ts'
import { waitedMs } from '../measure/waitedMs.ts'
import { meterBytes } from './meterBytes.ts'
import { runSide } from './side.ts'
import type { Side, SideSetting } from './side.ts'

/** One of two versions, ready to run. Paths are absolute. */
export interface ExplainedVersion {
  readonly side: Side
  readonly file: string
  readonly functionName: string
  /** The user's modules in the bundle, as they were bundled, by path: those whose lines can be causes. */
  readonly texts: ReadonlyMap<string, string>
}

/** Samples one version, pass by pass. */
export interface VersionSampler {
  sampleLines(plan: SamplingPlan): Promise<PassEnd>
  sampleCallers(plan: SamplingPlan): Promise<PassEnd>
  /** Finds out what each statement allocates. Never stops the others: where it cannot, bytes are not known. @returns whether it did */
  meterBytes(plan: SamplingPlan): Promise<boolean>
  /** Milliseconds of a call while its lines were sampled. */
  readonly callMs: number
  /** What the runner warned of. */
  readonly warnings: ReadonlySet<string>
  /** What was sampled so far. */
  sampled(): SampledVersion
}

export function sampleVersion({ side, file, functionName, texts }: ExplainedVersion, root: string, setting: SideSetting, signal: AbortSignal): VersionSampler {
  const { installation, node } = setting
  const lines: SampledPass[] = []
  const warnings = new Set<string>()
  let callers: SampledPass | null = null
  let copiesInputs = false
  let metered: SampledVersion['metered'] = null
  const functions = new Map<string, DiscoveredFunctions>()
  const functionsOf = (each: string): DiscoveredFunctions => {
    const found = functions.get(each) ?? discoverFunctions(texts.get(each) ?? '', each)
    functions.set(each, found)
    return found
  }
  const sample = async (plan: SamplingPlan, flags: readonly string[], keep: (pass: SampledPass) => void): Promise<PassEnd> => {
    // The time ends a pass, not the samples: both versions get the same.
    const pass = { kind: 'attribution', recorders: recorderPlans(installation, node), framelessCallsPath: framelessCallsPath(installation, node), samplingIntervalUs, enoughSamples: Number.MAX_SAFE_INTEGER, enoughOwnMs: plan.measureMs / 2, ...plan } as const
    const end = await runSide(side, pass, setting, {
      onMessage(message) {
        if (message.kind === 'warning') warnings.add(message.message)
        else if (message.kind === 'firstCall') copiesInputs = message.changesArguments
      },
    }, signal, flags)
    if (end.kind !== 'finished') return end
    if (end.result.kind !== 'attribution') throw new Error('Internal error: a sampling pass sent no samples')
    keep(end.result)
    return end
  }
  const finder = new FunctionFinder((each) => functionsOf(each).functions, (each) => functionsOf(each).unlisted)
  const functionAt = (place: LineRef): FunctionRef => trusted(finder.ownerOf(place.file, place.line, ''))
  // Of all processes the least: other programs only add.
  const leastOf = (figure: (pass: SampledPass) => number): number => Math.min(...lines.map((pass) => figure(pass) / Math.max(pass.calls, 1)))
  return {
    warnings,
    sampleLines: (plan) => sample(plan, linesFlags, (pass) => { lines.push(pass) }),
    sampleCallers: (plan) => sample(plan, callersFlags, (pass) => { callers = pass }),
    async meterBytes(plan) {
      metered = await meterBytes(side, plan, setting, functionAt, signal)
      return metered !== null
    },
    get callMs() { return leastOf(({ callsMs }) => callsMs) },
    sampled() {
      return {
        texts,
        functionAt: (each, line) => functionAt({ file: each, line }).name,
        loopsOf: (each) => loopExtents(texts.get(each) ?? '', each),
        rounds: lines.map((pass) => attributeWithPaths({
          lines: pass.profile,
          calls: pass.calls,
          computingMs: pass.computingMs,
          namesInlinedCallees: namesInlinedCallees(node.version),
          callers: callers?.profile ?? null,
          scripts: { bundlePath: side.bundle.path, runnerPath: join(installation.directory, 'runner.cjs'), positionOf: side.bundle.positionOf },
          functionsOf: (each) => functionsOf(each).functions,
          unlistedOf: (each) => functionsOf(each).unlisted,
          copiesInputs,
          target: { file, name: functionName },
          root,
        })),
        waitingMsPerCall: leastOf(waitedMs),
        propertiesOf: (each) => propertyUse(texts.get(each) ?? '', each),
        metered,
      }
    },
  }
}
