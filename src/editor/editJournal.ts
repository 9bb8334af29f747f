import * as vscode from 'vscode'
import type { SourceEdit } from '../core/source/sourceEdit.ts'
import { isSourceFile } from './documents.ts'
import { sourceEdits } from './sourceEdits.ts'

/** Edits kept per document; a result older than that many edits is not followed line by line any more. */
const mostEdits = 2_000

/** A moment in a document's life; a document that was closed and opened again begins another. */
export interface DocumentMark {
  readonly opening: number
  readonly version: number
}

interface Journal {
  readonly opening: number
  /** The version that the first edit kept was made on. */
  fromVersion: number
  readonly entries: { readonly version: number; readonly edits: readonly SourceEdit[] }[]
}

/**
 * What was typed into each open document since, so that results of an older text can be moved to where their lines
 * are now. Typing costs one entry; whoever needs lines walks the entries later.
 */
export class EditJournal implements vscode.Disposable {
  readonly #journals = new Map<string, Journal>()
  readonly #subscriptions: vscode.Disposable
  #openings = 0

  constructor() {
    this.#subscriptions = vscode.Disposable.from(
      vscode.workspace.onDidChangeTextDocument((event) => this.#note(event)),
      vscode.workspace.onDidCloseTextDocument((document) => this.#journals.delete(document.uri.toString())),
    )
  }

  /** Marks a document as it is now, and from here on keeps its edits. */
  mark(document: vscode.TextDocument): DocumentMark {
    const key = document.uri.toString()
    const journal = this.#journals.get(key) ?? { opening: ++this.#openings, fromVersion: document.version, entries: [] }
    this.#journals.set(key, journal)
    return { opening: journal.opening, version: document.version }
  }

  /** The edits since a mark, in order; null when they are not known any more. */
  since(uri: vscode.Uri, mark: DocumentMark): readonly SourceEdit[] | null {
    const journal = this.#journals.get(uri.toString())
    if (journal === undefined || journal.opening !== mark.opening || mark.version < journal.fromVersion) return null
    return journal.entries.filter((entry) => entry.version > mark.version).flatMap((entry) => entry.edits)
  }

  dispose(): void {
    this.#subscriptions.dispose()
    this.#journals.clear()
  }

  #note(event: vscode.TextDocumentChangeEvent): void {
    if (event.contentChanges.length === 0 || !isSourceFile(event.document)) return
    const journal = this.#journals.get(event.document.uri.toString())
    if (journal === undefined) return
    journal.entries.push({ version: event.document.version, edits: sourceEdits(event) })
    if (journal.entries.length <= mostEdits) return
    const dropped = journal.entries.splice(0, mostEdits / 2)
    journal.fromVersion = dropped.at(-1)?.version ?? journal.fromVersion
  }
}
