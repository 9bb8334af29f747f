import { LineIndex } from '../../../src/core/source/lineIndex.ts'
import type { SourceEdit } from '../../../src/core/source/sourceEdit.ts'

/** A text after an edit, and the edit. */
export interface EditedText {
  readonly text: string
  readonly edit: SourceEdit
}

/** Replaces what stands between two offsets. */
export function splice(text: string, start: number, end: number, by: string): EditedText {
  const lines = new LineIndex(text)
  const startLine = lines.lineAt(start)
  const endLine = lines.lineAt(end)
  const lineEnd = text.indexOf('\n', end)
  return {
    text: text.slice(0, start) + by + text.slice(end),
    edit: {
      start,
      end,
      startLine,
      startColumn: start - lines.startOf(startLine),
      endLine,
      endColumn: end - lines.startOf(endLine),
      insertedLength: by.length,
      insertedLines: by.split('\n').length - 1,
      lastLineLength: by.length - (by.lastIndexOf('\n') + 1),
      beforeCode: text.slice(lines.startOf(startLine), start).trim() === '',
      afterCode: text.slice(end, lineEnd === -1 ? text.length : lineEnd).trim() === '',
    },
  }
}

/** Turns the first occurrence of a piece of text into another, as a person types it: what stays is not touched. */
export function replace(text: string, piece: string, wanted: string): EditedText {
  const from = text.indexOf(piece)
  if (from === -1) throw new Error(`"${piece}" is not in the text`)
  let after = 0
  while (after < Math.min(piece.length, wanted.length) && piece.at(-1 - after) === wanted.at(-1 - after)) after++
  let before = 0
  while (before < Math.min(piece.length, wanted.length) - after && piece[before] === wanted[before]) before++
  return splice(text, from + before, from + piece.length - after, wanted.slice(before, wanted.length - after))
}
