import * as vscode from 'vscode'
import { isSourceFile } from './documents.ts'
import type { EditJournal } from './editJournal.ts'

/** What stood in the editor when a run began. */
export interface EditorSnapshot {
  /** Texts of the open source files, by URI. */
  readonly texts: ReadonlyMap<string, string>
  /** Their versions, by URI. */
  readonly versions: Readonly<Record<string, number>>
  /** Texts with unsaved changes, by absolute path. */
  readonly unsaved: ReadonlyMap<string, string>
}

/** Takes it; from here on the journal keeps the edits of these documents, so that their lines can be followed. */
export function takeSnapshot(journal: EditJournal): EditorSnapshot {
  const documents = vscode.workspace.textDocuments.filter((document) => isSourceFile(document) && !document.isClosed)
  for (const document of documents) journal.follow(document)
  const unsaved = vscode.workspace.textDocuments.filter((document) => document.isDirty && document.uri.scheme === 'file')
  return {
    texts: new Map(documents.map((document) => [document.uri.toString(), document.getText()])),
    versions: Object.fromEntries(documents.map((document) => [document.uri.toString(), document.version])),
    unsaved: new Map(unsaved.map((document) => [document.uri.fsPath, document.getText()])),
  }
}
