import type * as vscode from 'vscode'
import type { SourceEdit } from '../core/source/sourceEdit.ts'

/** A change event's edits, in an order in which each one's coordinates hold when those before it are done. */
export function sourceEdits(event: vscode.TextDocumentChangeEvent): readonly SourceEdit[] {
  // All are in coordinates of the old text; from the last to the first none moves another.
  const changes = event.contentChanges.toSorted((a, b) => b.rangeOffset - a.rangeOffset)
  return changes.map((change) => ({
    start: change.rangeOffset,
    end: change.rangeOffset + change.rangeLength,
    startLine: change.range.start.line,
    endLine: change.range.end.line,
    insertedLength: change.text.length,
    insertedLines: countBreaks(change.text),
    beforeCode: isBlankBefore(event.document, change.range.start),
  }))
}

/** What stands before an edit on its first line is the same after it. */
function isBlankBefore(document: vscode.TextDocument, position: vscode.Position): boolean {
  if (position.character === 0) return true
  if (position.line >= document.lineCount) return false
  return document.lineAt(position.line).text.slice(0, position.character).trim() === ''
}

function countBreaks(text: string): number {
  let breaks = 0
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) breaks++
  return breaks
}
