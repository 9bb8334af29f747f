import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { defaultThresholds } from '../../core/comparison/thresholds.ts'
import type { Insight } from '../../core/insights/insight.ts'
import { measuredEffectOf } from '../../core/insights/measuredEffect.ts'
import type { MeasuredEffect } from '../../core/insights/measuredEffect.ts'
import { relativeFile } from '../../core/profile/relativeFile.ts'
import { rewriteText } from '../../core/source/rewriteText.ts'
import { compareVersions, sourceVersion } from '../compare/compareVersions.ts'
import type { ProfileRequest } from '../profileFunction.ts'
import type { RecordingEvents } from '../recordTimeline.ts'

/**
 * Applies an insight's edit to a copy of the text, never to the working tree, and compares the function with what it was: the same answers
 * first, then pairs of fresh processes.
 * @throws HeatlineError when there is no such function, or its call does not parse
 */
export async function tryInsight(insight: Insight, request: ProfileRequest, events: RecordingEvents, signal: AbortSignal): Promise<MeasuredEffect | null> {
  if (insight.edit === null) return null
  const path = resolve(request.root, insight.file)
  const isOwn = insight.file === relativeFile(request.root, request.file)
  const text = isOwn ? request.text : request.overlays.get(path) ?? await readFile(path, 'utf8')
  const edited = rewriteText(text, { start: 0, end: text.length }, insight.edit)
  const changed: ProfileRequest = isOwn ? { ...request, text: edited } : { ...request, overlays: new Map([...request.overlays, [path, edited]]) }
  const { file, functionName, overlays } = request
  const before = sourceVersion(request, { file, text: request.text, overlays, functionName }, { kind: 'commit', label: 'the code as it is', commit: null, runId: null, file: relativeFile(request.root, file), functionName, text: request.text }, [], signal)
  const { comparison } = await compareVersions({ ...changed, thresholds: defaultThresholds, depth: 'single', onlyMeasures: true }, before, events, signal)
  return measuredEffectOf(comparison)
}
