import * as vscode from 'vscode'
import type { RunQueue } from './runQueue.ts'

/** Keeps `heatline.isProfiling` for the commands that only then make sense. */
export function keepProfilingContext(queue: RunQueue, queueChanged: vscode.Event<void>): vscode.Disposable {
  let wasProfiling = false
  return queueChanged(() => {
    const isProfiling = queue.runs.length > 0
    if (isProfiling === wasProfiling) return
    wasProfiling = isProfiling
    void vscode.commands.executeCommand('setContext', 'heatline.isProfiling', isProfiling)
  })
}
