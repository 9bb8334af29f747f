import { join } from 'node:path'
import { attribute } from '../../core/profile/attribute.ts'
import type { Attribution } from '../../core/profile/attribution.ts'
import type { SourceFunction } from '../../core/source/sourceFunction.ts'
import type { Bundle } from '../bundle/bundleEntry.ts'
import type { PassResult } from '../child/passEnd.ts'
import type { ProfileRequest } from '../profileFunction.ts'
import { namesInlinedCallees } from './samplingFlags.ts'
import { sampledFunctions } from './sampledFunctions.ts'

/** The end of a sampling pass. */
export type SampledPass = Extract<PassResult, { readonly kind: 'attribution' }>

/** Books the samples of one run's passes; called again when a further pass is there. */
export type AttributeSamples = (lines: SampledPass, callers: SampledPass | null, copiesInputs: boolean) => Attribution

/** Keeps the functions of the files that were sampled, so that the second attribution reads and parses none again. */
export function prepareAttribution(request: ProfileRequest, bundle: Bundle, target: SourceFunction): AttributeSamples {
  const sources = sampledFunctions(request)
  return (lines, callers, copiesInputs) => attribute({
    lines: lines.profile,
    calls: lines.calls,
    computingMs: lines.computingMs,
    namesInlinedCallees: namesInlinedCallees(request.node.version),
    callers: callers?.profile ?? null,
    scripts: { bundlePath: bundle.path, runnerPath: join(request.installation.directory, 'runner.cjs'), positionOf: bundle.positionOf },
    ...sources,
    copiesInputs,
    target: { file: request.file, name: target.name },
    root: request.root,
  })
}
