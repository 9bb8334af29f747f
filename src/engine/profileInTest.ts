import type { Run } from '../core/comparison/run.ts'
import type { Workload } from '../core/comparison/workload.ts'
import { countOf } from '../core/presentation/describeRun.ts'
import { formatShare } from '../core/presentation/formatShare.ts'
import type { ProfileEvents, ProfileRequest } from './profileFunction.ts'
import { profileTests } from './profileTests.ts'
import { findProfiled } from './subject.ts'

/** Fewer samples tell no lines apart: 3 points at one in ten, with 95%, take 384. */
const fewSamples = 100

/** Profiles a function within a test that calls it: the test is the workload, and the function's lines and share are what is asked for. */
export async function profileInTest(request: ProfileRequest, workload: Extract<Workload, { readonly kind: 'test' }>, events: ProfileEvents, signal: AbortSignal): Promise<Run> {
  const { target, profiled } = findProfiled(request)
  const { root, file, node, installation } = request
  const run = await profileTests({ root, tests: workload.tests, profiled, target: { file, name: target.name }, workload, node, installation }, events, signal)
  const own = run.attribution?.functions.find((each) => each.file === profiled.file && each.name === profiled.name)
  const samples = own?.total?.samples ?? 0
  const share = own?.total?.share ?? 0
  const said = samples < fewSamples
    ? `\`${target.name}\` has ${countOf(Math.round(samples), 'stack sample')} in this test: too few to tell its lines. Choose other inputs, or a test that calls it more.`
    : `\`${target.name}\` and what it calls take ${formatShare(share)} of the time of this test's code.`
  return {
    ...run,
    attribution: run.attribution && { ...run.attribution, functionSamples: samples },
    warnings: run.outcome === 'cancelled' ? [] : [said, ...run.warnings, ...request.notes],
  }
}
