import type * as vscode from 'vscode'

/** Files that Heatline works on: on a disk that the extension host can read, by extension. */
export const sourceFiles: vscode.DocumentSelector = { scheme: 'file', pattern: '**/*.{ts,tsx,mts,cts,js,jsx,mjs,cjs}' }

const sourceFileName = /\.[mc]?[jt]s$|\.[jt]sx$/i

/** Whether a document is one of those files. */
export function isSourceFile(document: Pick<vscode.TextDocument, 'uri'>): boolean {
  return document.uri.scheme === 'file' && sourceFileName.test(document.uri.path)
}
