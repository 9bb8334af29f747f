import { LineIndex } from '../../../src/core/source/lineIndex.ts'
import type { SourceEdit } from '../../../src/core/source/sourceEdit.ts'

/** Turns the first occurrence of a piece of text into another, as a person types it: what stays is not touched. */
export function replace(text: string, piece: string, wanted: string): { readonly text: string; readonly edit: SourceEdit } {
  const from = text.indexOf(piece)
  if (from === -1) throw new Error(`"${piece}" is not in the text`)
  let after = 0
  while (after < Math.min(piece.length, wanted.length) && piece.at(-1 - after) === wanted.at(-1 - after)) after++
  let before = 0
  while (before < Math.min(piece.length, wanted.length) - after && piece[before] === wanted[before]) before++
  const start = from + before
  const end = from + piece.length - after
  const by = wanted.slice(before, wanted.length - after)
  const lines = new LineIndex(text)
  const startLine = lines.lineAt(start)
  return {
    text: text.slice(0, start) + by + text.slice(end),
    edit: {
      start,
      end,
      startLine,
      endLine: lines.lineAt(end),
      insertedLength: by.length,
      insertedLines: by.split('\n').length - 1,
      beforeCode: text.slice(lines.startOf(startLine), start).trim() === '',
    },
  }
}
