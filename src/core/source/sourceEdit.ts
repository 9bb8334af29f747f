/** One replacement in a source text, in coordinates of the text before it. Lines are 0-based, offsets UTF-16. */
export interface SourceEdit {
  readonly start: number
  /** Exclusive. */
  readonly end: number
  readonly startLine: number
  readonly endLine: number
  readonly insertedLength: number
  /** Line breaks in the inserted text. */
  readonly insertedLines: number
  /** Only white space stands between the edit and the beginning of its first line: what was inserted pushes that line down. */
  readonly beforeCode: boolean
}

/** How many lines further down what follows the edit stands. */
export function lineDelta(edit: SourceEdit): number {
  return edit.insertedLines - (edit.endLine - edit.startLine)
}
