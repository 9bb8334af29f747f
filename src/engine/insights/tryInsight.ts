import { resolve } from 'node:path'
import { HeatlineError } from '../../core/heatlineError.ts'
import { editedText } from '../../core/insights/editedText.ts'
import type { Insight } from '../../core/insights/insight.ts'
import type { MeasuredEffect } from '../../core/insights/measuredEffect.ts'
import { relativeFile } from '../../core/profile/relativeFile.ts'
import type { ProfileRequest } from '../profileFunction.ts'
import type { RecordingEvents } from '../recordTimeline.ts'
import { textBefore } from '../trial/changedSources.ts'
import { tryChange } from '../trial/tryChange.ts'

/**
 * Tries an insight's change. Null where it is the user's to make.
 * @param measured the text of the insight's file that the run ran: the edit is of that text
 * @throws HeatlineError when the file is another one by now, edits overlap, or nothing could be started
 */
export async function tryInsight(insight: Insight, measured: string, request: ProfileRequest, events: RecordingEvents, signal: AbortSignal): Promise<MeasuredEffect | null> {
  if (insight.edit === null) return null
  const path = insight.file === relativeFile(request.root, request.file) ? request.file : resolve(request.root, insight.file)
  if (await textBefore(request, path) !== measured) throw new HeatlineError(`${insight.file} has changed since it was measured, and the change fits what was measured. Profile \`${request.functionName}\` again, then try it.`)
  return await tryChange(request, { texts: new Map([[path, editedText(measured, insight)]]), hidden: new Set() }, events, signal)
}
