/** Replaces `start` to `end` (UTF-16 offsets) with `text`. */
export interface TextEdit {
  readonly start: number
  readonly end: number
  readonly text: string
}

/**
 * Applies edits that do not overlap. Every line of the source stays the line it was, whatever columns do: newlines in
 * what is replaced are put behind the replacement.
 */
export function applyKeepingLines(source: string, edits: readonly TextEdit[]): string {
  const parts: string[] = []
  let at = 0
  for (const edit of edits.toSorted((a, b) => a.start - b.start)) {
    const newlines = source.slice(edit.start, edit.end).match(/\r\n|[\n\r\u2028\u2029]/g) ?? []
    parts.push(source.slice(at, edit.start), edit.text, ...newlines)
    at = edit.end
  }
  return parts.join('') + source.slice(at)
}
