import type { SourceEdit } from './sourceEdit.ts'
import { lineDelta } from './sourceEdit.ts'

/** Where a 0-based line stands after an edit; null when the edit took it away. */
export function shiftLine(line: number, edit: SourceEdit): number | null {
  if (line < edit.startLine) return line
  if (line > edit.endLine) return line + lineDelta(edit)
  if (line === edit.startLine && line === edit.endLine) return edit.beforeCode ? line + edit.insertedLines : line
  // The rest of the last line joins what was inserted, the beginning of the first stays.
  if (line === edit.endLine) return line + lineDelta(edit)
  if (line === edit.startLine && !edit.beforeCode) return line
  return null
}
