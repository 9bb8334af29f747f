import * as vscode from 'vscode'
import type { Cause } from '../core/comparison/comparison.ts'
import type { Comparisons, SessionComparison } from './comparisons.ts'
import { fileUri } from './fileUri.ts'

const scheme = 'heatline-base'

/** What functions were compared with, as read-only documents: the left sides of Show Difference. */
export class BaseTexts implements vscode.TextDocumentContentProvider, vscode.Disposable {
  readonly #comparisons: Comparisons
  readonly #registration: vscode.Disposable

  constructor(comparisons: Comparisons) {
    this.#comparisons = comparisons
    this.#registration = vscode.workspace.registerTextDocumentContentProvider(scheme, this)
  }

  provideTextDocumentContent(uri: vscode.Uri): string {
    return this.#of(uri)?.comparison.base.text ?? ''
  }

  /** Shows both versions side by side, at a line of today's, 0-based. */
  async showDifference({ comparison }: SessionComparison, line: number): Promise<void> {
    const { base, function: { name, file } } = comparison
    const left = fileUri(comparison, base.file).with({ scheme, query: comparison.id })
    const range = new vscode.Range(line, 0, line, 0)
    await vscode.commands.executeCommand('vscode.diff', left, fileUri(comparison, file), `${name}: ${base.label} ↔ now`, { selection: range, viewColumn: vscode.ViewColumn.One } satisfies vscode.TextDocumentShowOptions)
  }

  /** The lines that a document here lost to today's version. */
  causesIn(uri: vscode.Uri): readonly Cause[] {
    const comparison = this.#of(uri)?.comparison
    return comparison?.causes.filter((cause) => cause.change === 'removed' && cause.file === comparison.base.file) ?? []
  }

  dispose(): void {
    this.#registration.dispose()
  }

  #of(uri: vscode.Uri): SessionComparison | null {
    return uri.scheme === scheme ? this.#comparisons.byId(uri.query) : null
  }
}
