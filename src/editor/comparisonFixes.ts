import * as vscode from 'vscode'
import type { ComparisonPlaces } from './comparisonPlaces.ts'
import { sourceFiles } from './documents.ts'
import type { FunctionReference } from './functionReference.ts'

/** What a regression in the Problems view offers. */
export class ComparisonFixes implements vscode.CodeActionProvider, vscode.Disposable {
  readonly #places: ComparisonPlaces
  readonly #registration: vscode.Disposable

  constructor(places: ComparisonPlaces) {
    this.#places = places
    this.#registration = vscode.languages.registerCodeActionsProvider(sourceFiles, this, { providedCodeActionKinds: [vscode.CodeActionKind.QuickFix] })
  }

  provideCodeActions(document: vscode.TextDocument, _range: vscode.Range, context: vscode.CodeActionContext): vscode.CodeAction[] {
    return context.diagnostics.filter(({ source }) => source === 'Heatline').flatMap((diagnostic) => {
      const session = this.#places.shownIn(document.uri).find((each) => this.#places.lineOf(each) === diagnostic.range.start.line)
      if (session === undefined) return []
      const reference: FunctionReference = { uri: document.uri.toString(), functionName: session.comparison.function.name }
      return [
        actionOf('Show why it takes more', 'heatline.showComparison', reference, diagnostic),
        actionOf('Show what changed', 'heatline.showDifference', reference, diagnostic),
        actionOf('Dismiss, with a reason…', 'heatline.dismissComparison', reference, diagnostic),
      ]
    })
  }

  dispose(): void {
    this.#registration.dispose()
  }
}

function actionOf(title: string, command: string, reference: FunctionReference, diagnostic: vscode.Diagnostic): vscode.CodeAction {
  const action = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix)
  action.diagnostics = [diagnostic]
  action.command = { title, command, arguments: [reference] }
  return action
}
