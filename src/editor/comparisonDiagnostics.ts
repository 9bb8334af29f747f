import * as vscode from 'vscode'
import { worstSeverity } from '../core/comparison/regressions.ts'
import { weightiestDifference } from '../core/comparison/weightiestDifference.ts'
import { costOf } from '../core/presentation/describeCause.ts'
import { problemText } from '../core/presentation/problemText.ts'
import type { ComparisonPlaces } from './comparisonPlaces.ts'
import type { Comparisons, SessionComparison } from './comparisons.ts'
import { fileUri } from './fileUri.ts'

const mostCauses = 5

/** Regressions in the Problems view, until they are dismissed, measured again, or their code changes. */
export class ComparisonDiagnostics implements vscode.Disposable {
  readonly #comparisons: Comparisons
  readonly #places: ComparisonPlaces
  readonly #collection = vscode.languages.createDiagnosticCollection('heatline')
  readonly #subscription: vscode.Disposable
  /** What is shown, so that nothing is sent twice. */
  #told = ''

  constructor(comparisons: Comparisons, places: ComparisonPlaces) {
    this.#comparisons = comparisons
    this.#places = places
    this.#subscription = places.onDidChange(() => this.#tell())
    this.#tell()
  }

  dispose(): void {
    this.#subscription.dispose()
    this.#collection.dispose()
  }

  #tell(): void {
    const files = new Map(this.#comparisons.all.map(({ comparison }) => {
      const uri = fileUri(comparison, comparison.function.file)
      return [uri.toString(), uri]
    }))
    const entries = [...files.values()].map((uri): [vscode.Uri, vscode.Diagnostic[]] => [uri, this.#places.shownIn(uri).flatMap((session) => this.#diagnosticsOf(session))])
    const key = JSON.stringify(entries)
    if (key === this.#told) return
    this.#told = key
    this.#collection.clear()
    this.#collection.set(entries)
  }

  #diagnosticsOf(session: SessionComparison): vscode.Diagnostic[] {
    const { comparison } = session
    const severity = worstSeverity(comparison)
    if (severity === null) return []
    const diagnostic = new vscode.Diagnostic(this.#places.nameOf(session), problemText(comparison), severities[severity])
    diagnostic.source = 'Heatline'
    diagnostic.code = weightiestDifference(comparison).verdict
    diagnostic.relatedInformation = comparison.causes.filter((cause) => cause.change !== 'removed').slice(0, mostCauses).map((cause) => (
      new vscode.DiagnosticRelatedInformation(new vscode.Location(fileUri(comparison, cause.file), new vscode.Position(cause.line, 0)), costOf(cause).join(', '))
    ))
    return [diagnostic]
  }
}

/** A hint would not be listed. */
const severities = {
  low: vscode.DiagnosticSeverity.Information,
  medium: vscode.DiagnosticSeverity.Warning,
  high: vscode.DiagnosticSeverity.Error,
  critical: vscode.DiagnosticSeverity.Error,
} as const
