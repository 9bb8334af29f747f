import * as vscode from 'vscode'
import type { Run } from '../core/comparison/run.ts'
import type { SortedInsights } from '../core/insights/dismissal.ts'
import type { Insight } from '../core/insights/insight.ts'
import type { MeasuredEffect } from '../core/insights/measuredEffect.ts'
import type { ListedInsight } from '../core/presentation/recommendationsModel.ts'
import { referenceTo } from './chooseFunction.ts'
import type { ChosenFunction } from './chooseFunction.ts'
import type { ComparedCall } from './compareCommand.ts'
import type { Dismissals } from './dismissals.ts'
import type { EditJournal } from './editJournal.ts'
import { takeSnapshot } from './editorSnapshot.ts'
import { fileUri } from './fileUri.ts'
import type { FunctionReference } from './functionReference.ts'

/** An insight of this session, with what it takes to try it. */
export interface SessionInsight {
  readonly id: string
  readonly insight: Insight
  /** Absolute: what the insight's file is relative to. */
  readonly root: string
  /** The file that it is about, and its text when it was measured: a change fits that text alone. */
  readonly uri: vscode.Uri
  readonly text: string
  /** The function that was profiled, and with what. */
  readonly profiled: FunctionReference
  readonly call: ComparedCall
}

const messageMs = 10_000

/** What to change, by the last run of each function. */
export class Insights implements vscode.Disposable {
  readonly #journal: EditJournal
  readonly #dismissals: Dismissals
  readonly #changed = new vscode.EventEmitter<void>()
  readonly #subscription: vscode.Disposable
  #found: readonly SessionInsight[] = []
  /** Being tried. */
  readonly #running = new Set<string>()
  /** Files whose text is another one by now. */
  readonly #outdated = new Set<string>()
  readonly onDidChange = this.#changed.event

  constructor(journal: EditJournal, dismissals: Dismissals) {
    this.#journal = journal
    this.#dismissals = dismissals
    this.#subscription = vscode.Disposable.from(
      dismissals.onDidChange(() => this.#changed.fire()),
      // Only undoing brings a text back, so that what is typed needs no comparison.
      vscode.workspace.onDidChangeTextDocument(({ document, contentChanges, reason }) => {
        if (contentChanges.length > 0) this.#notice(document, (text) => reason === undefined || document.getText() !== text)
      }),
      // It may have changed while nobody looked.
      vscode.workspace.onDidOpenTextDocument((document) => this.#notice(document, (text) => document.getText() !== text)),
    )
  }

  dispose(): void {
    this.#subscription.dispose()
    this.#changed.dispose()
  }

  /** Looks for what to change in what a run of a function showed. @param text the function's document as it was measured */
  async find(run: Run, chosen: ChosenFunction, call: ComparedCall, text: string): Promise<void> {
    if (run.outcome !== 'completed') return
    const { insightsOfRun } = await import('../engine/insights/insightsOfRun.ts')
    const { insights, texts, notes } = await insightsOfRun(run, { text, overlays: takeSnapshot(this.#journal).unsaved })
    if (notes.length > 0) vscode.window.setStatusBarMessage(`$(flame) ${notes.join(' ')}`, messageMs)
    const profiled = referenceTo(chosen)
    const found = insights.map((insight, index): SessionInsight => ({ id: `${run.id}:${index}`, insight, root: run.root, uri: fileUri(run, insight.file), text: texts.get(insight.file) ?? '', profiled, call }))
    // Others of these files are about a text that is gone where it is another one now.
    const isKept = (each: SessionInsight): boolean => (each.profiled.uri !== profiled.uri || each.profiled.functionName !== profiled.functionName) && found.every(({ uri, text: now }) => uri.toString() !== each.uri.toString() || now === each.text)
    this.#found = [...found, ...this.#found.filter(isKept)]
    for (const { uri, text: measured } of found) {
      const open = vscode.workspace.textDocuments.find((document) => document.uri.toString() === uri.toString())
      if (open === undefined || open.getText() === measured) this.#outdated.delete(uri.toString())
      else this.#outdated.add(uri.toString())
    }
    // Tells of the change too.
    await this.#dismissals.read(run.root)
  }

  /** Those about a document, as far as it is what was measured, and that nobody dismissed. */
  in(document: vscode.TextDocument): readonly SessionInsight[] {
    const key = document.uri.toString()
    return this.#outdated.has(key) ? [] : this.#found.filter(({ uri, root, insight }) => uri.toString() === key && this.#dismissals.of(root, insight) === null)
  }

  /** All of them, as the panel lists them. */
  get listed(): readonly ListedInsight[] {
    return this.#found.map(({ id, insight, root, profiled: { uri: profiledIn, functionName }, uri }) => ({
      id, insight, functionName, profiledId: `${profiledIn}#${functionName}`, isOutdated: this.#outdated.has(uri.toString()), isRunning: this.#running.has(id), dismissal: this.#dismissals.of(root, insight),
    }))
  }

  /** Those that a run showed. */
  ofRun({ id: runId, root }: Pick<Run, 'id' | 'root'>): SortedInsights {
    return this.#dismissals.sort(root, this.#found.filter(({ id }) => id.startsWith(`${runId}:`)).map(({ insight }) => insight))
  }

  byId(id: string): SessionInsight | null {
    return this.#found.find((each) => each.id === id) ?? null
  }

  /** Lets the panel tell of it while one is tried. @returns what came of that */
  async whileTrying<Effect>(id: string, tried: Promise<Effect>): Promise<Effect> {
    this.#running.add(id)
    this.#changed.fire()
    try {
      return await tried
    } finally {
      this.#running.delete(id)
      this.#changed.fire()
    }
  }

  /** Keeps what came of trying one. */
  measured(id: string, measuredEffect: MeasuredEffect): void {
    this.#found = this.#found.map((each) => (each.id === id ? { ...each, insight: { ...each.insight, measuredEffect } } : each))
    this.#changed.fire()
  }

  /** Tells when a file becomes another one than was measured, or is that again: not with each key. */
  #notice(document: vscode.TextDocument, isOther: (text: string) => boolean): void {
    const key = document.uri.toString()
    const measured = this.#found.find(({ uri }) => uri.toString() === key)
    if (measured === undefined) return
    const isOutdated = isOther(measured.text)
    if (isOutdated === this.#outdated.has(key)) return
    if (isOutdated) this.#outdated.add(key)
    else this.#outdated.delete(key)
    this.#changed.fire()
  }
}
