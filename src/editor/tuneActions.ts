import * as vscode from 'vscode'
import { mayHoldConstant } from '../core/tune/constantNear.ts'
import { sourceFiles } from './documents.ts'
import type { ConstantReference } from './tuneCommand.ts'

/** What the line of a constant with a number offers: to look for its best value. */
export class TuneActions implements vscode.CodeActionProvider, vscode.Disposable {
  readonly #registration: vscode.Disposable

  constructor() {
    this.#registration = vscode.languages.registerCodeActionsProvider(sourceFiles, this, { providedCodeActionKinds: [vscode.CodeActionKind.Refactor] })
  }

  dispose(): void {
    this.#registration.dispose()
  }

  provideCodeActions(document: vscode.TextDocument, { start }: vscode.Range): vscode.CodeAction[] {
    if (!mayHoldConstant(document.lineAt(start.line).text)) return []
    const title = 'Heatline: Tune This Constant'
    const action = new vscode.CodeAction(title, vscode.CodeActionKind.Refactor)
    action.command = { title, command: 'heatline.tuneConstant', arguments: [{ uri: document.uri.toString(), line: start.line, character: start.character } satisfies ConstantReference] }
    return [action]
  }
}
