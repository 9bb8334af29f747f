import * as vscode from 'vscode'
import type { Comparison } from '../core/comparison/comparison.ts'
import type { DocumentMark } from './editJournal.ts'
import { fileUri } from './fileUri.ts'

const storageKey = 'heatline.comparisons'
/** Raised when `Comparison` changes its shape: older stored ones are then left alone. */
const storageVersion = 1
const mostKept = 200
/** VS Code wants its state to be small: as many outlive the session, the first of them with the base's text. */
const mostStored = 50
const mostStoredTexts = 10
const longestStoredText = 50_000

/** A comparison as the editor keeps it. */
export interface SessionComparison {
  readonly comparison: Comparison
  /** The reason that it was dismissed with; null where it was not. */
  readonly dismissal: string | null
  /** The lines that made the difference as they were measured, by file and 0-based line. */
  readonly excerpts: Readonly<Record<string, Readonly<Record<number, string>>>>
  /** The open documents when it began, by URI; empty for one of an earlier session. */
  readonly marks: Readonly<Record<string, DocumentMark>>
}

interface StoredComparisons {
  readonly version: number
  readonly comparisons: readonly SessionComparison[]
}

/** The newest comparison of each function, newest first. They outlive the session. */
export class Comparisons implements vscode.Disposable {
  readonly #storage: vscode.Memento
  readonly #changed = new vscode.EventEmitter<void>()
  /** Why functions were not compared after their last run, by URI and name. */
  readonly #skipped = new Map<string, string>()
  #all: readonly SessionComparison[]
  readonly onDidChange = this.#changed.event

  constructor(storage: vscode.Memento) {
    this.#storage = storage
    const stored = storage.get<StoredComparisons>(storageKey)
    this.#all = stored?.version === storageVersion ? stored.comparisons : []
  }

  get all(): readonly SessionComparison[] {
    return this.#all
  }

  byId(id: string): SessionComparison | null {
    return this.#all.find(({ comparison }) => comparison.id === id) ?? null
  }

  /** The newest of a function of a document. */
  latestOf(uri: vscode.Uri, functionName: string): SessionComparison | null {
    const key = uri.toString()
    return this.#all.find(({ comparison }) => comparison.function.name === functionName && fileUri(comparison, comparison.function.file).toString() === key) ?? null
  }

  /** Why a function was not compared after its last run; null where it was, or was not to be. */
  skippedReason(uri: vscode.Uri, functionName: string): string | null {
    return this.#skipped.get(keyOf(uri, functionName)) ?? null
  }

  /** Keeps a comparison in place of the one before. */
  put(added: SessionComparison): void {
    const { root, function: compared } = added.comparison
    const others = this.#all.filter(({ comparison }) => comparison.root !== root || comparison.function.id !== compared.id)
    this.#skipped.delete(keyOf(fileUri(added.comparison, compared.file), compared.name))
    this.#set([{ ...added, dismissal: this.#dismissalOf(added.comparison) }, ...others].slice(0, mostKept))
  }

  /** Remembers until the next comparison why there is none. */
  skip(uri: vscode.Uri, functionName: string, reason: string): void {
    this.#skipped.set(keyOf(uri, functionName), reason)
    this.#changed.fire()
  }

  /** @param reason null brings it back */
  dismiss(id: string, reason: string | null): void {
    this.#set(this.#all.map((each) => (each.comparison.id === id ? { ...each, dismissal: reason } : each)))
  }

  dispose(): void {
    this.#changed.dispose()
  }

  /** What was dismissed stays so, however often the same two versions are measured. */
  #dismissalOf({ root, function: { id, bodyHash }, base }: Comparison): string | null {
    const before = this.#all.find(({ comparison }) => comparison.root === root && comparison.function.id === id)
    const isSame = before?.comparison.function.bodyHash === bodyHash && before.comparison.base.commit === base.commit && before.comparison.base.runId === base.runId
    return isSame ? before.dismissal : null
  }

  #set(comparisons: readonly SessionComparison[]): void {
    this.#all = comparisons
    this.#changed.fire()
    const stored: StoredComparisons = { version: storageVersion, comparisons: comparisons.slice(0, mostStored).map((session, index) => storable(session, index < mostStoredTexts)) }
    void this.#storage.update(storageKey, stored)
  }
}

function keyOf(uri: vscode.Uri, functionName: string): string {
  return `${uri.toString()}#${functionName}`
}

function storable(session: SessionComparison, keepsText: boolean): SessionComparison {
  const { comparison } = session
  const { text } = comparison.base
  const kept = keepsText && text !== null && text.length <= longestStoredText ? text : null
  return { ...session, comparison: { ...comparison, base: { ...comparison.base, text: kept } }, marks: {} }
}
