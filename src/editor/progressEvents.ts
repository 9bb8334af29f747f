import type * as vscode from 'vscode'
import type { RecordingEvents } from '../engine/recordTimeline.ts'
import { stageTitle } from '../engine/stageTitle.ts'
import type { RunLog } from './runLog.ts'

/** Stages go into the notification, the rest into the log. */
export function progressEvents(progress: vscode.Progress<{ readonly message: string }>, log: RunLog): RecordingEvents {
  return {
    onStage: (stage, detail) => progress.report({ message: detail === null ? stageTitle(stage) : `${stageTitle(stage)} (${detail})` }),
    onLog: (line) => log.line(line),
    onOutput: (text) => log.output(text),
  }
}
