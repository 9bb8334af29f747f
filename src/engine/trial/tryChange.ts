import { defaultThresholds } from '../../core/comparison/thresholds.ts'
import { HeatlineError } from '../../core/heatlineError.ts'
import { failingEffect, isRefuted, measuredEffectOf } from '../../core/insights/measuredEffect.ts'
import type { MeasuredEffect } from '../../core/insights/measuredEffect.ts'
import { tallyTests } from '../../core/insights/triedTests.ts'
import { toOneBased } from '../../core/position.ts'
import { relativeFile } from '../../core/profile/relativeFile.ts'
import { discoverFunctions } from '../../core/source/discoverFunctions.ts'
import { compareVersions, sourceVersion } from '../compare/compareVersions.ts'
import { requireCalls } from '../compare/requireCalls.ts'
import type { ProfileRequest } from '../profileFunction.ts'
import type { RecordingEvents } from '../recordTimeline.ts'
import { withChange } from './changedSources.ts'
import type { ChangedSources } from './changedSources.ts'
import { testChange } from './testChange.ts'

/**
 * Tries a change on a copy, never on the working tree: the same answers first, then pairs of fresh processes, then the tests that reach the function.
 * @param request the code as it is
 * @throws HeatlineError when there is no such function as it is, its call does not parse, or it is not run call by call
 */
export async function tryChange(request: ProfileRequest, change: ChangedSources, events: RecordingEvents, signal: AbortSignal): Promise<MeasuredEffect> {
  requireCalls(request)
  const { root, file, functionName, text, overlays, hidden } = request
  const changed = withChange(request, change)
  const problem = problemOf(changed, change)
  if (problem !== null) return failingEffect(problem)
  const before = sourceVersion(request, { file, text, overlays, hidden, functionName }, { kind: 'commit', label: 'the code as it is', commit: null, runId: null, file: relativeFile(root, file), functionName, text }, [], signal)
  const { comparison, comparedAnswers } = await compareVersions({ ...changed, thresholds: defaultThresholds, depth: 'single', onlyMeasures: true, isTrial: true, names: { base: 'the code as it is', current: 'the change' } }, before, events, signal)
  const effect = measuredEffectOf(comparison, comparedAnswers, null)
  if (signal.aborted || (isRefuted(effect) && effect.sameAnswers !== false)) return effect
  try {
    return { ...effect, tests: await testChange(request, change, events, signal) }
  } catch (error) {
    // A machine without room for a copy keeps nobody from what was measured.
    if (!(error instanceof HeatlineError)) throw error
    return { ...effect, tests: tallyTests([], error.message) }
  }
}

/** Why the changed function cannot be run, for people: what else does not parse is told when it is bundled. */
function problemOf({ root, file, text, functionName }: ProfileRequest, change: ChangedSources): string | null {
  const shown = relativeFile(root, file)
  if (change.hidden.has(file)) return `It removes ${shown}.`
  const { functions, errors: [error] } = discoverFunctions(text, file)
  if (functions.some(({ name }) => name === functionName)) return null
  return error === undefined ? `With it there is no function \`${functionName}\` in ${shown} any more.` : `${shown}, line ${toOneBased(error.line)}, does not parse: ${error.message}`
}
