import * as vscode from 'vscode'
import type { Cause } from '../core/comparison/comparison.ts'
import { worstSeverity } from '../core/comparison/regressions.ts'
import { splitLines } from '../core/presentation/heatAnchor.ts'
import { bodyHash } from '../core/source/bodyHash.ts'
import { shiftLine } from '../core/source/shiftLine.ts'
import type { SourceFunction } from '../core/source/sourceFunction.ts'
import type { Comparisons, SessionComparison } from './comparisons.ts'
import { isSourceFile } from './documents.ts'
import type { EditJournal } from './editJournal.ts'
import { fileUri } from './fileUri.ts'
import type { FunctionIndex } from './functionIndex.ts'
import { readText } from './readText.ts'

/** As for hot lines: longer than between the keys of a slow typist. */
const quietMs = 750

/** A line that made a difference, where it stands now. */
export interface PlacedCause {
  readonly session: SessionComparison
  readonly cause: Cause
  /** 0-based, now. */
  readonly line: number
}

/** A compared function in an open document, as it stands now. */
interface FunctionPlace {
  /** Of its name; null where it is gone. */
  readonly name: vscode.Range | null
  readonly isOutdated: boolean
}

/** Where the compared functions stand now, and whether they are still what was compared. Holds no decorations: those draw what this says. */
export class ComparisonPlaces implements vscode.Disposable {
  readonly #comparisons: Comparisons
  readonly #index: FunctionIndex
  readonly #journal: EditJournal
  readonly #changed = new vscode.EventEmitter<void>()
  readonly #subscriptions: vscode.Disposable
  readonly #timers = new Map<string, NodeJS.Timeout>()
  /** By comparison. What was seen of a document stays when it is closed. */
  readonly #places = new Map<string, FunctionPlace>()
  /** Something about a place changed, or a comparison came or was dismissed. */
  readonly onDidChange = this.#changed.event

  constructor(comparisons: Comparisons, index: FunctionIndex, journal: EditJournal) {
    this.#comparisons = comparisons
    this.#index = index
    this.#journal = journal
    this.#subscriptions = vscode.Disposable.from(
      comparisons.onDidChange(() => this.#settleAll()),
      vscode.workspace.onDidOpenTextDocument((document) => void this.#settle(document)),
      vscode.workspace.onDidChangeTextDocument(({ document }) => this.#settleSoon(document)),
      vscode.workspace.onDidCloseTextDocument((document) => this.#forget(document)),
      // Who comes back may have checked another branch out meanwhile.
      vscode.window.onDidChangeWindowState(({ focused }) => {
        if (focused) void this.#settleClosed()
      }),
    )
    this.#settleAll()
    void this.#settleClosed()
  }

  /** Whether the function changed since. */
  isOutdated({ comparison }: SessionComparison): boolean {
    return this.#places.get(comparison.id)?.isOutdated ?? false
  }

  /** The function's line now, 0-based. */
  lineOf({ comparison }: SessionComparison): number {
    return this.#places.get(comparison.id)?.name?.start.line ?? comparison.function.startLine
  }

  /** Where the function's name stands; its whole line where that is not known. */
  nameOf(session: SessionComparison): vscode.Range {
    const line = this.lineOf(session)
    return this.#places.get(session.comparison.id)?.name ?? new vscode.Range(line, 0, line, Number.MAX_SAFE_INTEGER)
  }

  /** The comparisons of a document's functions that still hold and were not dismissed. */
  shownIn(uri: vscode.Uri): readonly SessionComparison[] {
    const key = uri.toString()
    return this.#shown().filter(({ comparison }) => fileUri(comparison, comparison.function.file).toString() === key)
  }

  /** The lines of a document that made a difference, where they are now; one that reads otherwise than when it was measured is left out. */
  causesIn(document: vscode.TextDocument): readonly PlacedCause[] {
    const key = document.uri.toString()
    return this.#shown().flatMap((session) => session.comparison.causes.flatMap((cause) => {
      const { comparison, excerpts, marks } = session
      if (cause.change === 'removed' || fileUri(comparison, cause.file).toString() !== key) return []
      const mark = marks[key]
      const edits = mark === undefined ? null : this.#journal.since(document.uri, mark)
      const line = (edits ?? []).reduce<number | null>((current, edit) => (current === null ? null : shiftLine(current, edit)), cause.line)
      const isAsMeasured = line !== null && line < document.lineCount && document.lineAt(line).text.trim() === excerpts[cause.file]?.[cause.line]
      return isAsMeasured ? [{ session, cause, line }] : []
    }))
  }

  dispose(): void {
    this.#subscriptions.dispose()
    for (const timer of this.#timers.values()) clearTimeout(timer)
    this.#changed.dispose()
  }

  #shown(): readonly SessionComparison[] {
    return this.#comparisons.all.filter((session) => session.comparison.outcome === 'completed' && session.dismissal === null && !this.isOutdated(session))
  }

  #settleAll(): void {
    this.#changed.fire()
    for (const document of vscode.workspace.textDocuments) void this.#settle(document)
  }

  #settleSoon(document: vscode.TextDocument): void {
    const key = document.uri.toString()
    if (!isSourceFile(document) || this.#comparisons.all.length === 0) return
    clearTimeout(this.#timers.get(key))
    this.#timers.set(key, setTimeout(() => void this.#settle(document), quietMs))
  }

  async #settle(document: vscode.TextDocument): Promise<void> {
    if (!isSourceFile(document) || this.#comparisons.all.length === 0) return
    const key = document.uri.toString()
    const isHere = ({ comparison }: SessionComparison): boolean => fileUri(comparison, comparison.function.file).toString() === key
    if (this.#comparisons.all.some(isHere)) {
      const { version, functions } = await this.#index.functionsOf(document)
      // Someone typed meanwhile: that change has its own turn.
      if (document.isClosed || document.version !== version) return
      for (const session of this.#comparisons.all.filter(isHere)) this.#places.set(session.comparison.id, placeOf(session, functions, document.getText()))
    }
    this.#changed.fire()
  }

  #forget(document: vscode.TextDocument): void {
    clearTimeout(this.#timers.get(document.uri.toString()))
    // Unsaved changes went with it.
    void this.#settleClosed()
  }

  /** Looks at files that are in no editor, where the Problems view lists them. */
  async #settleClosed(): Promise<void> {
    const listed = this.#comparisons.all.filter(({ comparison, dismissal }) => dismissal === null && worstSeverity(comparison) !== null)
    if (listed.length === 0) return
    const { discoverFunctions } = await import('../core/source/discoverFunctions.ts')
    for (const session of listed) {
      const uri = fileUri(session.comparison, session.comparison.function.file)
      const isOpen = (): boolean => vscode.workspace.textDocuments.some((document) => document.uri.toString() === uri.toString() && !document.isClosed)
      if (isOpen()) continue
      const text = await readText(uri)
      if (!isOpen()) this.#places.set(session.comparison.id, text === null ? { name: null, isOutdated: true } : placeOf(session, discoverFunctions(text, uri.fsPath).functions, text))
    }
    this.#changed.fire()
  }
}

function placeOf({ comparison }: SessionComparison, functions: readonly SourceFunction[], text: string): FunctionPlace {
  const found = functions.find(({ name }) => name === comparison.function.name)
  if (found === undefined) return { name: null, isOutdated: true }
  const line = splitLines(text)[found.nameLine] ?? ''
  const shortName = found.name.slice(found.name.lastIndexOf('.') + 1)
  const start = line.indexOf(shortName)
  const name = start === -1 ? new vscode.Range(found.nameLine, 0, found.nameLine, line.length) : new vscode.Range(found.nameLine, start, found.nameLine, start + shortName.length)
  return { name, isOutdated: bodyHash(text, found) !== comparison.function.bodyHash }
}
