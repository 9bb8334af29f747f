import * as vscode from 'vscode'
import { nextHotLine } from '../core/presentation/nextHotLine.ts'
import { fileUri } from './fileUri.ts'
import type { HotLines } from './hotLines.ts'
import { openLine } from './sourceLinks.ts'

const messageMs = 6_000

/** Moves the cursor to the next or previous hot line of the file; from a file without any, to the hottest of the run. */
export async function goToHotLine(hotLines: HotLines, direction: 'next' | 'previous'): Promise<void> {
  const editor = vscode.window.activeTextEditor
  const lines = editor === undefined ? [] : hotLines.linesOf(editor.document.uri).filter(({ heat }) => heat !== null)
  const target = nextHotLine(lines, editor?.selection.active.line ?? 0, direction)
  if (editor !== undefined && target !== null) {
    await openLine(editor.document.uri, target.line)
    vscode.window.setStatusBarMessage(`$(flame) Hot line ${lines.indexOf(target) + 1} of ${lines.length}${target.text === '' ? '' : `: ${target.text}`}`, messageMs)
    return
  }
  const shown = hotLines.isVisible ? hotLines.run : null
  const hottest = shown?.run.attribution?.lines[0]
  if (shown !== null && hottest !== undefined) await openLine(fileUri(shown.run, hottest.file), hottest.line)
  else vscode.window.setStatusBarMessage('No hot lines are shown. Profile a function first.', messageMs)
}
