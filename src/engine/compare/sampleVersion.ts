import { join } from 'node:path'
import type { SampledRound } from '../../core/comparison/findCauses.ts'
import { attributeWithPaths } from '../../core/profile/attribute.ts'
import type { DiscoveredFunctions } from '../../core/source/discoverFunctions.ts'
import type { PassEnd } from '../child/passEnd.ts'
import type { SampledPass } from '../measure/attributeSamples.ts'
import { samplingIntervalUs } from '../measure/passPlan.ts'
import type { SamplingPlan } from '../measure/passPlan.ts'
import type { PassSession } from '../measure/passSession.ts'
import { framelessCallsPath, recorderPlans } from '../measure/recorderPlans.ts'
import { callersFlags, linesFlags, namesInlinedCallees } from '../measure/samplingFlags.ts'
import type { ExplainedVersion } from './explainDifference.ts'

/** Samples one version, pass by pass. */
export interface VersionSampler {
  sampleLines(plan: SamplingPlan): Promise<PassEnd>
  sampleCallers(plan: SamplingPlan): Promise<PassEnd>
  /** Milliseconds of a call while its lines were sampled. */
  readonly callMs: number
  /** Milliseconds of a call in which its thread did not compute; the least of all processes: other programs only add. */
  readonly waitingMsPerCall: number
  /** @param functions what the version's text of a file says */
  rounds(functions: (file: string) => DiscoveredFunctions): readonly SampledRound[]
}

export function sampleVersion({ bundle, request }: ExplainedVersion, session: PassSession): VersionSampler {
  const { installation, node } = request
  const lines: SampledPass[] = []
  let callers: SampledPass | null = null
  const sample = async (plan: SamplingPlan, flags: readonly string[], keep: (pass: SampledPass) => void): Promise<PassEnd> => {
    // The time ends a pass, not the samples: both versions get the same.
    const end = await session.run({ kind: 'attribution', recorders: recorderPlans(installation, node), framelessCallsPath: framelessCallsPath(installation, node), samplingIntervalUs, enoughSamples: Number.MAX_SAFE_INTEGER, ...plan }, flags)
    if (end.kind !== 'finished') return end
    if (end.result.kind !== 'attribution') throw new Error('Internal error: a sampling pass sent no samples')
    keep(end.result)
    return end
  }
  const leastOf = (figure: (pass: SampledPass) => number): number => Math.min(...lines.map((pass) => figure(pass) / Math.max(pass.calls, 1)))
  return {
    sampleLines: (plan) => sample(plan, linesFlags, (pass) => { lines.push(pass) }),
    sampleCallers: (plan) => sample(plan, callersFlags, (pass) => { callers = pass }),
    get callMs() { return leastOf(({ callsMs }) => callsMs) },
    get waitingMsPerCall() { return leastOf(({ callsMs, computingMs }) => Math.max(0, callsMs - computingMs)) },
    rounds: (functions) => lines.map((pass) => attributeWithPaths({
      lines: pass.profile,
      calls: pass.calls,
      computingMs: pass.computingMs,
      namesInlinedCallees: namesInlinedCallees(node.version),
      callers: callers?.profile ?? null,
      scripts: { bundlePath: bundle.path, runnerPath: join(installation.directory, 'runner.cjs'), positionOf: bundle.positionOf },
      functionsOf: (file) => functions(file).functions,
      unlistedOf: (file) => functions(file).unlisted,
      copiesInputs: session.copiesInputs,
      target: { file: request.file, name: request.functionName },
      root: request.root,
    })),
  }
}
