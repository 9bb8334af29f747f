/** One replacement in a source text, in coordinates of the text before it. Lines and columns are 0-based, offsets UTF-16. */
export interface SourceEdit {
  readonly start: number
  /** Exclusive. */
  readonly end: number
  readonly startLine: number
  readonly startColumn: number
  readonly endLine: number
  readonly endColumn: number
  readonly insertedLength: number
  /** Line breaks in the inserted text. */
  readonly insertedLines: number
  /** Length of the inserted text behind its last line break. */
  readonly lastLineLength: number
  /** Only white space stands between the beginning of the first line and the edit: what was inserted pushes that line down. */
  readonly beforeCode: boolean
  /** Only white space stands between the edit and the end of its last line: nothing of that line's code was left. */
  readonly afterCode: boolean
}

/** How many lines further down what follows the edit stands. */
export function lineDelta(edit: SourceEdit): number {
  return edit.insertedLines - (edit.endLine - edit.startLine)
}
