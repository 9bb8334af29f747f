import * as vscode from 'vscode'
import { formatDuration } from '../core/presentation/formatDuration.ts'
import { formatShare } from '../core/presentation/formatShare.ts'
import { levelOf } from '../core/presentation/lineHeat.ts'
import type { PlacedCause } from './comparisonPlaces.ts'
import type { Comparisons, SessionComparison } from './comparisons.ts'
import { fileUri } from './fileUri.ts'
import type { BandLine } from './heatPainter.ts'

const scheme = 'heatline-base'

/** What functions were compared with, as read-only documents: the left sides of Show Difference. */
export class BaseTexts implements vscode.TextDocumentContentProvider, vscode.Disposable {
  readonly #comparisons: Comparisons
  /** Made once, so that what did not change is the same. */
  readonly #heat = new WeakMap<SessionComparison, readonly BandLine[]>()
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

  /** The heat of a document here, top to bottom. */
  heatOf(uri: vscode.Uri): readonly BandLine[] {
    const session = this.#of(uri)
    if (session === null) return []
    const known = this.#heat.get(session)
    if (known !== undefined) return known
    const lines = (session.comparison.baseLines ?? []).map(({ line, selfShare, selfMsPerCall }): BandLine => (
      { line, level: levelOf(selfShare), isStale: false, text: `${formatShare(selfShare)} · ${formatDuration(selfMsPerCall)}` })).toSorted((a, b) => a.line - b.line)
    this.#heat.set(session, lines)
    return lines
  }

  /** The lines that a document here lost to today's version. */
  causesIn(uri: vscode.Uri): readonly PlacedCause[] {
    const session = this.#of(uri)
    if (session === null) return []
    const { causes, base } = session.comparison
    return causes.filter((cause) => cause.change === 'removed' && cause.file === base.file).map((cause) => ({ session, cause, line: cause.line }))
  }

  dispose(): void {
    this.#registration.dispose()
  }

  #of(uri: vscode.Uri): SessionComparison | null {
    return uri.scheme === scheme ? this.#comparisons.byId(uri.query) : null
  }
}
