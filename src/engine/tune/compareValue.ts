import type { Comparison } from '../../core/comparison/comparison.ts'
import { defaultThresholds } from '../../core/comparison/thresholds.ts'
import { formatDuration } from '../../core/presentation/formatDuration.ts'
import { relativeFile } from '../../core/profile/relativeFile.ts'
import { rewriteText } from '../../core/source/rewriteText.ts'
import type { TuneDepth } from '../../core/tune/searchValues.ts'
import type { TriedValue } from '../../core/tune/tuning.ts'
import { compareVersions, sourceVersion } from '../compare/compareVersions.ts'
import { longestSilence } from '../measure/passSession.ts'
import type { RecordingEvents } from '../recordTimeline.ts'
import type { TuneRequest } from './tuneConstant.ts'

/** A value that makes the code hang must not take half a minute of a search: a budget that asks for haste. */
const hastyBudgetMs = 500

/** Compares a copy of the text in which the constant has another value with the text as it is. */
export async function compareValue(request: TuneRequest, value: number, depth: TuneDepth, events: RecordingEvents, signal: AbortSignal): Promise<Comparison> {
  const { constant, constantIn, root, file, text, functionName, overlays } = request
  const before = constantIn?.text ?? text
  const after = rewriteText(before, { start: 0, end: before.length }, [{ start: constant.start, end: constant.end, text: String(value) }])
  const changed = {
    ...request,
    ...(constantIn === undefined ? { text: after } : { overlays: new Map([...overlays, [constantIn.file, after]]) }),
    notes: [],
    timeBudgetMs: hastyBudgetMs,
    thresholds: defaultThresholds,
    depth,
    // The value that is confirmed is known to be another program.
    onlyMeasures: depth === 'single',
    needsSameAnswers: true,
    names: { base: `with ${constant.value} it`, current: `with ${value} it` },
  }
  const base = { kind: 'commit', label: `${constant.name} = ${constant.value}`, commit: null, runId: null, file: relativeFile(root, file), functionName, text } as const
  const what = `${constant.name} = ${value}${depth === 'single' ? ' again' : ''}`
  const { comparison } = await compareVersions(changed, sourceVersion(changed, { file, text, overlays, functionName }, base, [], signal), {
    ...events,
    onStage: (stage, detail) => (stage === 'waiting' ? events.onStage(stage, detail) : events.onStage('tuning', stage === 'pairing' ? `${what}, ${detail ?? ''}` : what)),
  }, signal)
  return comparison
}

/** What came of a value; null where that ends the search: it was cancelled, or the code as it is cannot be measured. */
export function outcomeOf({ outcome, message, time, sameAnswers }: Comparison, value: number): TriedValue | null {
  if (outcome === 'cancelled') return null
  if (outcome === 'timedOut') return { kind: 'excluded', value, message: `It does not end within ${formatDuration(longestSilence(hastyBudgetMs))}.` }
  if (outcome !== 'completed') return { kind: 'excluded', value, message: message ?? 'It did not complete.' }
  if (sameAnswers === false) return { kind: 'excluded', value, message: message ?? 'The answers differ.' }
  return time.relativeDifference === null ? null : { kind: 'measured', value, time, sameAnswers }
}
