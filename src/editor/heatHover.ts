import * as vscode from 'vscode'
import type { Run } from '../core/comparison/run.ts'
import { isRunOnce } from '../core/presentation/describeRun.ts'
import { heatDetail } from '../core/presentation/heatDetail.ts'
import type { CalleeDetail, HeatDetail } from '../core/presentation/heatDetail.ts'
import { toOneBased } from '../core/position.ts'
import { sourceFiles } from './documents.ts'
import { escapedMarkdown } from './escapedMarkdown.ts'
import type { HotLines } from './hotLines.ts'
import type { Scalings } from './scalings.ts'
import { isOfNode } from './sourceLinks.ts'
import type { RunPlace } from './sourceLinks.ts'

/** The detail of a hot line, when the mouse or the keyboard asks for it. */
export class HeatHover implements vscode.HoverProvider, vscode.Disposable {
  readonly #hotLines: HotLines
  readonly #scalings: Scalings
  readonly #subscription: vscode.Disposable

  constructor(hotLines: HotLines, scalings: Scalings) {
    this.#hotLines = hotLines
    this.#scalings = scalings
    this.#subscription = vscode.languages.registerHoverProvider(sourceFiles, this)
  }

  provideHover(document: vscode.TextDocument, position: vscode.Position): vscode.Hover | null {
    const drawn = this.#hotLines.linesOf(document.uri).find((line) => line.line === position.line)
    const shown = this.#hotLines.run
    if (drawn === undefined || shown === null) return null
    const { heat, figureDetail, isStale } = drawn
    const anchors = heat === null ? undefined : shown.anchors[heat.file]
    const detail = heat === null || anchors === undefined ? null : heatDetail(heat, shown.run, anchors, this.#scalings.latestOfRun(shown.run))
    if (detail === null && figureDetail === null) return null
    return new vscode.Hover(markdownOf(figureDetail, detail, shown.run, isStale), document.lineAt(position.line).range)
  }

  dispose(): void {
    this.#subscription.dispose()
  }
}

function markdownOf(figureDetail: string | null, detail: HeatDetail | null, run: Run, isStale: boolean): vscode.MarkdownString {
  const markdown = new vscode.MarkdownString('', true)
  // Names come from the profiled code: they are escaped, and nothing but these commands can be a link.
  markdown.isTrusted = { enabledCommands: ['heatline.openPlace', 'heatline.toggleSelfTotal', 'heatline.toggleShareOf', 'heatline.showFigures', 'heatline.openPanel'] }
  if (isStale) markdown.appendMarkdown('$(warning) **Stale:** this code changed since it was measured.\n\n')
  if (figureDetail !== null) markdown.appendMarkdown(`${figureDetail.split('\n').map(escapedMarkdown).join('  \n')}\n\n`)
  if (detail !== null) appendHeat(markdown, detail, run)
  const ofTime = detail === null ? '' : '[Self / total](command:heatline.toggleSelfTotal) · [Run / function](command:heatline.toggleShareOf) · '
  markdown.appendMarkdown(`\n\n${ofTime}[Figures](command:heatline.showFigures) · [Open panel](command:heatline.openPanel)`)
  return markdown
}

function appendHeat(markdown: vscode.MarkdownString, detail: HeatDetail, { id: runId, workload }: Run): void {
  const columns = ['$(flame) Heatline', 'of the run', 'of its function', isRunOnce(workload) ? 'in all' : 'per call', 'samples']
  markdown.appendMarkdown(`${tableRow(columns)}${tableRow(columns.map(() => ':--'))}`)
  for (const row of detail.rows) {
    markdown.appendMarkdown(tableRow([`**${row.name}**`, row.ofRun, row.ofFunction ?? '–', row.perCall ?? '–', row.samples]))
  }
  if (detail.callees.length > 0) markdown.appendMarkdown('\nCalls from this line:\n')
  for (const callee of detail.callees) appendCallee(markdown, callee, runId)
  markdown.appendMarkdown('\n\n')
  markdown.appendMarkdown(detail.footnotes.map(escapedMarkdown).join('  \n'))
}

/** The columns would touch without the spaces. */
function tableRow(cells: readonly string[]): string {
  const gap = cells[0] === ':--' ? '' : '&nbsp;&nbsp;&nbsp;'
  return `|${cells.map((cell) => ` ${cell}${gap} `).join('|')}|\n`
}

function appendCallee(markdown: vscode.MarkdownString, { name, share, file, line }: CalleeDetail, runId: string): void {
  markdown.appendMarkdown(`\n* ${share} `)
  if (file === null || line === null || isOfNode(file)) {
    markdown.appendMarkdown(escapedMarkdown(name))
    return
  }
  const place: RunPlace = { runId, file, line }
  const link = `command:heatline.openPlace?${encodeURIComponent(JSON.stringify([place]))}`
  markdown.appendMarkdown(`[${escapedMarkdown(name)}](${link}) ${escapedMarkdown(`${file}:${toOneBased(line)}`)}`)
}
