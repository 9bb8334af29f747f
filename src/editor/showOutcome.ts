import * as vscode from 'vscode'
import { assertNever } from '../core/assertNever.ts'
import type { Run } from '../core/comparison/run.ts'
import { toOneBased } from '../core/position.ts'
import { formatShare } from '../core/presentation/formatShare.ts'
import { timingTitle } from '../core/presentation/timingTitle.ts'
import { fileUri } from './fileUri.ts'
import type { FunctionReference } from './functionReference.ts'
import { openLine } from './sourceLinks.ts'
import { shownPath } from './workspaceFolder.ts'

const messageMs = 10_000

/** Tells the user how a run ended, with the ways on. Does not wait for an answer. */
export function showOutcome(run: Run, reference: FunctionReference): void {
  const { outcome } = run
  switch (outcome) {
    case 'completed':
      showResult(run)
      break
    case 'cancelled':
      vscode.window.setStatusBarMessage(`Profiling ${run.function.name} was cancelled.`, messageMs)
      break
    case 'timedOut':
    case 'failed':
    case 'denied':
      void offerWaysOn(run, reference)
      break
    default:
      assertNever(outcome)
  }
}

/** Heat and lens speak for themselves; only what they cannot show is said. */
function showResult(run: Run): void {
  const hottest = run.attribution?.lines[0]
  const where = hottest === undefined ? 'no line took a stack sample' : `hottest line ${shownPath(fileUri(run, hottest.file))}:${toOneBased(hottest.line)} (${formatShare(hottest.self.share)})`
  vscode.window.setStatusBarMessage(`$(flame) ${run.function.name}: ${[timingTitle(run), where].filter((part) => part !== null).join(' · ')}`, messageMs)
}

/** Tells why a run or a recording came to nothing, and offers what can be done about it. */
export async function offerWaysOn(run: Pick<Run, 'root' | 'function' | 'message' | 'messageAt'>, reference: FunctionReference): Promise<void> {
  const place = run.messageAt ?? { file: run.function.file, line: run.function.startLine }
  const goToLine = `Go to Line ${toOneBased(place.line)}`
  const changeCall = 'Change Call…'
  const showOutput = 'Show Output'
  const picked = await vscode.window.showErrorMessage(run.message ?? `Profiling ${run.function.name} ended without a result.`, goToLine, changeCall, showOutput)
  if (picked === goToLine) await openLine(fileUri(run, place.file), place.line)
  if (picked === changeCall) await vscode.commands.executeCommand('heatline.changeCall', reference)
  if (picked === showOutput) await vscode.commands.executeCommand('heatline.showOutput')
}
