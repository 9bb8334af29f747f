import * as vscode from 'vscode'
import type { Cause } from '../core/comparison/comparison.ts'
import type { Verdict } from '../core/comparison/verdict.ts'
import { weightiestDifference } from '../core/comparison/weightiestDifference.ts'
import { arrowOf } from '../core/presentation/comparisonTitle.ts'
import { costOf, detailsOf } from '../core/presentation/describeCause.ts'
import { describeVerdict } from '../core/presentation/describeComparison.ts'
import { formatPercent } from '../core/presentation/formatDifference.ts'
import type { BaseTexts } from './baseTexts.ts'
import { comparisonHover } from './comparisonHover.ts'
import type { ComparisonPlaces } from './comparisonPlaces.ts'
import { lineEnd } from './lineEnd.ts'
import { paintVisibleEditors } from './paintVisibleEditors.ts'

/** What is said at a line's end. */
interface LineNote {
  readonly line: number
  readonly text: string
  readonly hover: vscode.MarkdownString
}

/** Marks compared functions, and lets the lines that made a difference carry it: `+34.0 µs/call, new`. */
export class ComparisonPainter implements vscode.Disposable {
  readonly #places: ComparisonPlaces
  readonly #baseTexts: BaseTexts
  readonly #worse = noteType('heatline.worse')
  readonly #better = noteType('heatline.better')
  readonly #subscriptions: vscode.Disposable
  /** What each editor shows, so that nothing is sent twice. */
  readonly #painted = new WeakMap<vscode.TextEditor, string>()

  constructor(places: ComparisonPlaces, baseTexts: BaseTexts) {
    this.#places = places
    this.#baseTexts = baseTexts
    this.#subscriptions = vscode.Disposable.from(
      this.#worse,
      this.#better,
      paintVisibleEditors(places.onDidChange, (editor) => this.#paint(editor)),
    )
  }

  dispose(): void {
    this.#subscriptions.dispose()
  }

  #paint(editor: vscode.TextEditor): void {
    const { document } = editor
    const causes = [...this.#places.causesIn(document), ...this.#baseTexts.causesIn(document.uri)]
    const marks = this.#places.shownIn(document.uri).flatMap((session) => {
      const { verdict, difference } = weightiestDifference(session.comparison)
      return isWorse(verdict) === null ? [] : [{ isWorse: isWorse(verdict), line: this.#places.lineOf(session), text: `${arrowOf(difference)} ${formatPercent(difference.relativeDifference ?? 0)}`, hover: comparisonHover(session, describeVerdict(session.comparison)) }]
    })
    const notes = [...marks, ...causes.map(({ session, cause, line }) => {
      const text = noteText(cause)
      return { isWorse: weightOf(cause) > 0, line, text, hover: comparisonHover(session, `This line, for \`${session.comparison.function.name}\` vs ${session.comparison.base.label}: ${text}.`) }
    })]
    const key = JSON.stringify(notes)
    if ((this.#painted.get(editor) ?? '[]') === key) return
    this.#painted.set(editor, key)
    editor.setDecorations(this.#worse, optionsOf(document, notes.filter((note) => note.isWorse === true), 'heatline.worse'))
    editor.setDecorations(this.#better, optionsOf(document, notes.filter((note) => note.isWorse === false), 'heatline.better'))
  }
}

/** Null where a verdict is neither. */
function isWorse(verdict: Verdict): boolean | null {
  if (verdict === 'regression' || verdict === 'slower') return true
  return verdict === 'improvement' || verdict === 'faster' ? false : null
}

function weightOf({ differenceMsPerCall, differenceBytesPerCall }: Cause): number {
  return differenceMsPerCall ?? differenceBytesPerCall ?? 0
}

function noteText(cause: Cause): string {
  return [...costOf(cause), ...detailsOf(cause)].join(', ')
}

function noteType(colour: string): vscode.TextEditorDecorationType {
  return vscode.window.createTextEditorDecorationType({
    rangeBehavior: vscode.DecorationRangeBehavior.ClosedOpen,
    overviewRulerColor: new vscode.ThemeColor(colour),
    overviewRulerLane: vscode.OverviewRulerLane.Left,
  })
}

function optionsOf(document: vscode.TextDocument, notes: readonly LineNote[], colour: string): vscode.DecorationOptions[] {
  return notes.map(({ line, text, hover }) => ({ range: lineEnd(document, line), hoverMessage: hover, renderOptions: { after: { contentText: text, margin: '0 0 0 2em', color: new vscode.ThemeColor(colour) } } }))
}
