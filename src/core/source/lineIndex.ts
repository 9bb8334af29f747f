/** Turns UTF-16 offsets of one text into 0-based lines. Lines end as in editors: `\n`, `\r\n` or a lone `\r`. */
export class LineIndex {
  readonly #starts: readonly number[]

  constructor(text: string) {
    const starts = [0]
    const hasReturns = text.includes('\r')
    if (!hasReturns) {
      for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1)
    } else {
      for (let at = 0; at < text.length; at++) {
        const code = text.charCodeAt(at)
        if (code === 10 || (code === 13 && text.charCodeAt(at + 1) !== 10)) starts.push(at + 1)
      }
    }
    this.#starts = starts
  }

  /** How many lines the text has; a text that ends in a line break has an empty last one. */
  get lineCount(): number {
    return this.#starts.length
  }

  /** The line that holds the offset. */
  lineAt(offset: number): number {
    let low = 0
    let high = this.#starts.length - 1
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if ((this.#starts[middle] ?? 0) <= offset) low = middle
      else high = middle - 1
    }
    return low
  }

  /** Where the line starts; the text's first or last line for one outside it. */
  startOf(line: number): number {
    return this.#starts[Math.min(Math.max(line, 0), this.#starts.length - 1)] ?? 0
  }
}
