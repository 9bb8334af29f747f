import * as vscode from 'vscode'
import type { DrawnLine } from '../core/presentation/lineHeat.ts'
import { HeatColours, lineEndText } from './heatColours.ts'
import type { HotLines } from './hotLines.ts'
import { lineEnd } from './lineEnd.ts'
import { paintVisibleEditors } from './paintVisibleEditors.ts'
import type { BaseTexts } from './baseTexts.ts'

/** What a line is painted from. */
export type BandLine = Pick<DrawnLine, 'line' | 'level' | 'isStale' | 'text'>

/** Draws the hot lines into the visible editors. */
export class HeatPainter implements vscode.Disposable {
  readonly #hotLines: HotLines
  readonly #baseTexts: BaseTexts
  readonly #colours = new HeatColours()
  readonly #subscriptions: vscode.Disposable
  /** What each editor shows, so that nothing is sent twice. */
  readonly #painted = new WeakMap<vscode.TextEditor, readonly BandLine[]>()

  constructor(hotLines: HotLines, baseTexts: BaseTexts) {
    this.#hotLines = hotLines
    this.#baseTexts = baseTexts
    this.#subscriptions = vscode.Disposable.from(
      this.#colours,
      paintVisibleEditors(hotLines.onDidChange, (editor) => this.#paint(editor)),
    )
  }

  dispose(): void {
    this.#subscriptions.dispose()
  }

  #paint(editor: vscode.TextEditor): void {
    const before = this.#baseTexts.heatOf(editor.document.uri)
    const lines = before.length > 0 ? before : this.#hotLines.linesOf(editor.document.uri)
    const painted = this.#painted.get(editor) ?? []
    if (painted === lines || (painted.length === 0 && lines.length === 0)) return
    this.#painted.set(editor, lines)
    for (const { level, type } of this.#colours.bands) {
      editor.setDecorations(type, lines.filter((line) => line.level === level).map((line) => lineRange(editor.document, line)))
    }
    editor.setDecorations(this.#colours.text, lines.filter(({ text }) => text !== '').map((line) => ({
      range: lineEnd(editor.document, line.line),
      renderOptions: { after: lineEndText(line.text, line.isStale) },
    })))
  }
}

function lineRange(document: vscode.TextDocument, line: BandLine): vscode.Range {
  return document.lineAt(Math.min(line.line, document.lineCount - 1)).range
}
