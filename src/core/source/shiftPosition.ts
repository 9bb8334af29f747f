import type { SourceEdit } from './sourceEdit.ts'
import { lineDelta } from './sourceEdit.ts'

/** A place in a source text, 0-based. */
export interface SourcePosition {
  readonly line: number
  readonly column: number
}

/**
 * Where the code that began at a position begins after an edit; null when the edit took it away. What is typed right
 * before it pushes it along. Of code whose beginning was replaced, what is left counts.
 */
export function shiftPosition(position: SourcePosition, edit: SourceEdit): SourcePosition | null {
  const start = { line: edit.startLine, column: edit.startColumn }
  const end = { line: edit.endLine, column: edit.endColumn }
  if (isBefore(position, start)) return position
  const endNow = { line: edit.startLine + edit.insertedLines, column: edit.lastLineLength + (edit.insertedLines === 0 ? edit.startColumn : 0) }
  if (!isBefore(position, end)) {
    return position.line === end.line
      ? { line: endNow.line, column: endNow.column + position.column - end.column }
      : { line: position.line + lineDelta(edit), column: position.column }
  }
  if (position.line === end.line && !edit.afterCode) return endNow
  // A line that is written anew where it stands is still that line.
  return edit.startLine === edit.endLine ? start : null
}

function isBefore(a: SourcePosition, b: SourcePosition): boolean {
  return a.line < b.line || (a.line === b.line && a.column < b.column)
}
