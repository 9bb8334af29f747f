import * as vscode from 'vscode'
import { isConfirmed, isRefuted } from '../core/insights/measuredEffect.ts'
import { describeMeasured } from '../core/presentation/describeInsight.ts'
import { sourceFiles } from './documents.ts'
import type { Insights, SessionInsight } from './insights.ts'

/** What an insight's line offers: to try the change, and once it was found to be faster, to take it over. */
export class InsightActions implements vscode.CodeActionProvider, vscode.Disposable {
  readonly #insights: Insights
  readonly #registration: vscode.Disposable

  constructor(insights: Insights) {
    this.#insights = insights
    this.#registration = vscode.languages.registerCodeActionsProvider(sourceFiles, this, { providedCodeActionKinds: [vscode.CodeActionKind.QuickFix] })
  }

  dispose(): void {
    this.#registration.dispose()
  }

  provideCodeActions(document: vscode.TextDocument, range: vscode.Range): vscode.CodeAction[] {
    const found = this.#insights.in(document).filter(({ insight }) => insight.line >= range.start.line && insight.line <= range.end.line)
    // A change fits the text that was measured, and no other.
    return found.filter(({ text }) => document.getText() === text).flatMap((each) => actionsOf(each, document))
  }
}

function actionsOf(found: SessionInsight, document: vscode.TextDocument): vscode.CodeAction[] {
  const { id, insight: { title, edit, measuredEffect } } = found
  const dismiss = commandOf(`Heatline: Dismiss “${title}”…`, 'heatline.dismissInsight', id)
  if (edit === null) return [dismiss]
  const tries = commandOf(`Heatline: Try “${title}”`, 'heatline.tryInsight', id)
  if (measuredEffect === undefined) return [tries, dismiss]
  // What answers otherwise, or does not run, is no improvement, and is not offered.
  if (isRefuted(measuredEffect)) return [dismiss]
  const apply = new vscode.CodeAction(`Heatline: ${title} (${describeMeasured(measuredEffect)})`, vscode.CodeActionKind.QuickFix)
  apply.edit = workspaceEdit(found, document)
  apply.isPreferred = isConfirmed(measuredEffect)
  return isConfirmed(measuredEffect) ? [apply, dismiss] : [tries, dismiss, apply]
}

/** The change, for a document that is what was measured. */
export function workspaceEdit({ insight, uri }: SessionInsight, document: vscode.TextDocument): vscode.WorkspaceEdit {
  const edit = new vscode.WorkspaceEdit()
  for (const { start, end, text } of insight.edit ?? []) edit.replace(uri, new vscode.Range(document.positionAt(start), document.positionAt(end)), text)
  return edit
}

function commandOf(title: string, command: string, id: string): vscode.CodeAction {
  const action = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix)
  action.command = { title, command, arguments: [{ insightId: id }] }
  return action
}
