import * as vscode from 'vscode'
import type { Comparison } from '../core/comparison/comparison.ts'
import { isOfFunction } from '../core/comparison/isOfFunction.ts'
import type { Run } from '../core/comparison/run.ts'
import { HeatlineError } from '../core/heatlineError.ts'
import { splitLines } from '../core/presentation/heatAnchor.ts'
import { hashText } from '../core/source/bodyHash.ts'
import type { Comparisons } from './comparisons.ts'
import { fileUri } from './fileUri.ts'
import type { Insights } from './insights.ts'
import { readText } from './readText.ts'
import type { Runs } from './runs.ts'
import type { SessionRun } from './sessionRun.ts'

/** Saves what was found out in a run as one page, or as Markdown. */
export class SaveReport {
  readonly #runs: Runs
  readonly #insights: Insights
  readonly #comparisons: Comparisons

  constructor(runs: Runs, insights: Insights, comparisons: Comparisons) {
    this.#runs = runs
    this.#insights = insights
    this.#comparisons = comparisons
  }

  /**
   * Asks where to, and writes the file.
   * @param argument a run's id; anything else means the run that is shown
   * @throws HeatlineError when it cannot be written
   */
  async save(argument: unknown): Promise<void> {
    const asked = typeof argument === 'object' && argument !== null && 'runId' in argument ? argument.runId : null
    const found = this.#runs.all.find(({ run }) => run.id === asked) ?? this.#runs.shown
    if (found === null || found.run.id === this.#runs.unfinishedId) {
      void vscode.window.showInformationMessage(found === null ? 'There is no run to report of: profile a function first.' : 'The run is still being measured.')
      return
    }
    const to = await askWhere(found.run)
    if (to === undefined) return
    const text = await this.#textOf(found, to)
    try {
      await vscode.workspace.fs.writeFile(to, new TextEncoder().encode(text))
    } catch (error) {
      throw new HeatlineError(`Cannot write ${vscode.workspace.asRelativePath(to)}: ${error instanceof Error ? error.message : String(error)}`)
    }
    const open = 'Open'
    const picked = await vscode.window.showInformationMessage(`${vscode.workspace.asRelativePath(to)} was saved.`, open)
    if (picked === open) await (isPage(to) ? vscode.env.openExternal(to) : vscode.commands.executeCommand('vscode.open', to))
  }

  async #textOf(found: SessionRun, to: vscode.Uri): Promise<string> {
    const { reportOf } = await import('../core/presentation/report/report.ts')
    const { reportHtml } = await import('../core/presentation/report/reportHtml.ts')
    const { reportMarkdown } = await import('../core/presentation/report/reportMarkdown.ts')
    const report = reportOf([{ run: found.run, insights: this.#insights.ofRun(found.run), comparison: this.#comparisonOf(found.run), lineOf: await linesOf(found) }])
    return isPage(to) ? reportHtml(report) : reportMarkdown(report)
  }

  /** That of the same code, where there is one. */
  #comparisonOf(run: Run): Comparison | null {
    if (!isOfFunction(run)) return null
    const comparison = this.#comparisons.latestOf(fileUri(run, run.function.file), run.function.name)?.comparison ?? null
    return comparison?.function.bodyHash === run.function.bodyHash ? comparison : null
  }
}

/** Lines as they were measured: those of files that are as they were, and of others the hot ones alone. */
async function linesOf({ run, anchors, excerpts }: SessionRun): Promise<(file: string, line: number) => string | null> {
  const texts = new Map(await Promise.all(Object.entries(anchors).map(async ([file, { textHash }]) => {
    const uri = fileUri(run, file)
    const text = vscode.workspace.textDocuments.find((document) => document.uri.toString() === uri.toString())?.getText() ?? await readText(uri)
    return [file, text !== null && hashText(text) === textHash ? splitLines(text) : null] as const
  })))
  return (file, line) => texts.get(file)?.[line] ?? excerpts[file]?.[line] ?? null
}

async function askWhere({ root, function: { name } }: Run): Promise<vscode.Uri | undefined> {
  return await vscode.window.showSaveDialog({
    title: `Save a Report of ${name}`,
    defaultUri: vscode.Uri.joinPath(vscode.Uri.file(root), `${name.replaceAll(/[^\w.$-]+/gu, '-')}.html`),
    filters: { 'Web Page': ['html'], Markdown: ['md'] },
  })
}

function isPage(uri: vscode.Uri): boolean {
  return /\.html?$/iu.test(uri.path)
}
