import * as vscode from 'vscode'
import { isConfirmed, isRefuted } from '../core/insights/measuredEffect.ts'
import { describeExpected, describeMeasured } from '../core/presentation/describeInsight.ts'
import { escapedSentence } from './escapedMarkdown.ts'
import type { Insights, SessionInsight } from './insights.ts'
import { lineEnd } from './lineEnd.ts'
import { paintVisibleEditors } from './paintVisibleEditors.ts'

/** Says at a hot line's end what to change there. */
export class InsightPainter implements vscode.Disposable {
  readonly #insights: Insights
  readonly #type = vscode.window.createTextEditorDecorationType({ rangeBehavior: vscode.DecorationRangeBehavior.ClosedOpen })
  readonly #subscriptions: vscode.Disposable
  /** What each editor shows, so that nothing is sent twice. */
  readonly #painted = new WeakMap<vscode.TextEditor, string>()

  constructor(insights: Insights) {
    this.#insights = insights
    this.#subscriptions = vscode.Disposable.from(
      this.#type,
      paintVisibleEditors(insights.onDidChange, (editor) => this.#paint(editor)),
    )
  }

  dispose(): void {
    this.#subscriptions.dispose()
  }

  #paint(editor: vscode.TextEditor): void {
    const { document } = editor
    const found = this.#insights.in(document)
    const key = JSON.stringify(found.map(({ id, insight }) => [id, insight.measuredEffect]))
    if ((this.#painted.get(editor) ?? '[]') === key) return
    this.#painted.set(editor, key)
    editor.setDecorations(this.#type, found.map((each) => optionOf(document, each)))
  }
}

function optionOf(document: vscode.TextDocument, { id, insight }: SessionInsight): vscode.DecorationOptions {
  const { measuredEffect, edit } = insight
  const effect = measuredEffect === undefined ? describeExpected(insight.expectedEffect) : describeMeasured(measuredEffect)
  const hover = new vscode.MarkdownString()
  hover.isTrusted = { enabledCommands: ['heatline.tryInsight', 'heatline.applyInsight', 'heatline.dismissInsight'] }
  hover.appendMarkdown([`**${escapedSentence(insight.title)}**`, escapedSentence(`${insight.explanation} ${insight.evidence}`), escapedSentence(effect)].join('\n\n'))
  const link = (title: string, command: string): string => `[${title}](command:${command}?${encodeURIComponent(JSON.stringify([{ insightId: id }]))})`
  const links = [
    ...(edit === null || (measuredEffect !== undefined && isRefuted(measuredEffect)) ? [] : measuredEffect === undefined || !isConfirmed(measuredEffect) ? [link('Try it', 'heatline.tryInsight')] : [link('Apply', 'heatline.applyInsight')]),
    link('Dismiss…', 'heatline.dismissInsight'),
    `[Read more](${insight.link})`,
  ]
  hover.appendMarkdown(`\n\n${links.join(' · ')}`)
  return {
    range: lineEnd(document, insight.line),
    hoverMessage: hover,
    renderOptions: { after: { contentText: `◆ ${insight.title}${measuredEffect === undefined ? '' : ` (${effect})`}`, margin: '0 0 0 2em', color: new vscode.ThemeColor('editorCodeLens.foreground') } },
  }
}
