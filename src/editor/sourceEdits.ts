import * as vscode from 'vscode'
import type { SourceEdit } from '../core/source/sourceEdit.ts'

/** A change event's edits, in an order in which each one's coordinates hold when those before it are done. */
export function sourceEdits(event: vscode.TextDocumentChangeEvent): readonly SourceEdit[] {
  // All are in coordinates of the old text; from the last to the first none moves another.
  const changes = event.contentChanges.toSorted((a, b) => b.rangeOffset - a.rangeOffset)
  return changes.map(({ range, rangeOffset, rangeLength, text }) => {
    const insertedLines = countBreaks(text)
    const lastLineLength = text.length - (text.lastIndexOf('\n') + 1)
    const end = new vscode.Position(range.start.line + insertedLines, lastLineLength + (insertedLines === 0 ? range.start.character : 0))
    return {
      start: rangeOffset,
      end: rangeOffset + rangeLength,
      startLine: range.start.line,
      startColumn: range.start.character,
      endLine: range.end.line,
      endColumn: range.end.character,
      insertedLength: text.length,
      insertedLines,
      lastLineLength,
      beforeCode: lineAt(event.document, range.start).slice(0, range.start.character).trim() === '',
      afterCode: lineAt(event.document, end).slice(end.character).trim() === '',
    }
  })
}

/** What stands before an edit on its first line, and behind it on its last, is the same after it. */
function lineAt(document: vscode.TextDocument, position: vscode.Position): string {
  return position.line < document.lineCount ? document.lineAt(position.line).text : ''
}

function countBreaks(text: string): number {
  let breaks = 0
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) breaks++
  return breaks
}
