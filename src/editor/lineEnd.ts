import * as vscode from 'vscode'

/** Where a line ends, empty; the last line stands for one that is not there. @param line 0-based */
export function lineEnd(document: vscode.TextDocument, line: number): vscode.Range {
  const { end } = document.lineAt(Math.min(line, document.lineCount - 1)).range
  return new vscode.Range(end, end)
}
