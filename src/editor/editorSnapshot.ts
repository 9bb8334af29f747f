import * as vscode from 'vscode'
import { isSourceFile } from './documents.ts'
import type { DocumentMark, EditJournal } from './editJournal.ts'

/** What stood in the editor when a run began. */
export interface EditorSnapshot {
  /** Texts of the open source files, by URI. */
  readonly texts: ReadonlyMap<string, string>
  /** Where their edits begin, by URI. */
  readonly marks: Readonly<Record<string, DocumentMark>>
  /** Texts with unsaved changes, by absolute path. */
  readonly unsaved: ReadonlyMap<string, string>
}

/** Takes it; from here on the journal keeps the edits of these documents, so that their lines can be followed. */
export function takeSnapshot(journal: EditJournal): EditorSnapshot {
  const documents = vscode.workspace.textDocuments.filter((document) => isSourceFile(document) && !document.isClosed)
  const unsaved = vscode.workspace.textDocuments.filter((document) => document.isDirty && document.uri.scheme === 'file')
  return {
    texts: new Map(documents.map((document) => [document.uri.toString(), document.getText()])),
    marks: Object.fromEntries(documents.map((document) => [document.uri.toString(), journal.mark(document)])),
    unsaved: new Map(unsaved.map((document) => [document.uri.fsPath, document.getText()])),
  }
}
