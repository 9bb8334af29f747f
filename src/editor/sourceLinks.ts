import * as vscode from 'vscode'
import { shiftLine } from '../core/source/shiftLine.ts'
import type { SourceEdit } from '../core/source/sourceEdit.ts'
import type { EditJournal } from './editJournal.ts'
import { fileUri } from './fileUri.ts'
import type { Runs } from './runs.ts'

/** A place in a file that a run names, as links carry it. */
export interface RunPlace {
  readonly runId: string
  /** As in the run. */
  readonly file: string
  /** 0-based, at the time of the run. */
  readonly line: number
}

/** Follows links into sources, to where a run's lines are now. */
export class SourceLinks {
  readonly #runs: Runs
  readonly #journal: EditJournal

  constructor(runs: Runs, journal: EditJournal) {
    this.#runs = runs
    this.#journal = journal
  }

  /** Opens a place of a run; one of a run that is not kept any more is left alone. */
  async open({ runId, file, line }: RunPlace): Promise<void> {
    const found = this.#runs.all.find(({ run }) => run.id === runId)
    if (found === undefined) return
    if (isOfNode(file)) {
      vscode.window.setStatusBarMessage(`${file} is part of Node itself.`, 6_000)
      return
    }
    const uri = fileUri(found.run, file)
    const mark = found.marks[uri.toString()]
    const edits = mark === undefined ? null : this.#journal.since(uri, mark)
    await openLine(uri, lineAfter(line, edits ?? []))
  }
}

/** Opens a file with the cursor at the first character of a 0-based line's code. */
export async function openLine(uri: vscode.Uri, line: number): Promise<void> {
  let document: vscode.TextDocument
  try {
    document = await vscode.workspace.openTextDocument(uri)
  } catch {
    void vscode.window.showWarningMessage(`Heatline cannot open ${vscode.workspace.asRelativePath(uri)}: was it moved or deleted since the run?`)
    return
  }
  const { text } = document.lineAt(Math.min(line, document.lineCount - 1))
  const position = new vscode.Position(Math.min(line, document.lineCount - 1), text.length - text.trimStart().length)
  const visible = vscode.window.visibleTextEditors.find((editor) => editor.document === document)
  // Beside the panel rather than over it.
  const viewColumn = visible?.viewColumn ?? vscode.ViewColumn.One
  const editor = await vscode.window.showTextDocument(document, { viewColumn, selection: new vscode.Range(position, position) })
  editor.revealRange(new vscode.Range(position, position), vscode.TextEditorRevealType.InCenterIfOutsideViewport)
}

/** Where a line went; one that was deleted leaves its old place. */
function lineAfter(line: number, edits: readonly SourceEdit[]): number {
  return edits.reduce((current, edit) => shiftLine(current, edit) ?? edit.startLine, line)
}

/** Node's own modules are in no file. */
export function isOfNode(file: string): boolean {
  return file.startsWith('node:')
}

/** Whether a command's argument is a place. */
export function isRunPlace(value: unknown): value is RunPlace {
  return typeof value === 'object' && value !== null && 'runId' in value && typeof value.runId === 'string'
    && 'file' in value && typeof value.file === 'string' && 'line' in value && Number.isInteger(value.line)
}
