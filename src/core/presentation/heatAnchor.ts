import { bodyHash, hashText } from '../source/bodyHash.ts'
import type { SourceFunction } from '../source/sourceFunction.ts'

/** A source text and the functions in it. */
export interface ReadSource {
  readonly text: string
  readonly functions: readonly SourceFunction[]
}

/** What a hot line is recognised by after edits; `column` is where its code begins, 0-based. */
export type HeatAnchor =
  /** The innermost function it stood in, and how many lines below that function's first line. */
  | { readonly kind: 'function'; readonly name: string; readonly bodyHash: string; readonly offset: number; readonly column: number }
  /** Outside every function: its own text. */
  | { readonly kind: 'line'; readonly textHash: string; readonly column: number }

/**
 * What ties a run's lines in one file to the text that was measured: plain data, stored beside the run. A function
 * with the same text has its heat where it was, however far it has moved; any other text makes the line stale.
 */
export interface FileAnchors {
  readonly textHash: string
  /** By 0-based line at the time of the run. */
  readonly lines: Readonly<Record<number, HeatAnchor>>
}

/** Ties lines to the text that was measured. */
export function anchorLines(lines: readonly number[], source: ReadSource): FileAnchors {
  const texts = splitLines(source.text)
  const hashes = new Map<SourceFunction, string>()
  // A long function may have evidence on each of its lines.
  const hashOf = (owner: SourceFunction): string => {
    const hash = hashes.get(owner) ?? bodyHash(source.text, owner)
    hashes.set(owner, hash)
    return hash
  }
  const anchorOf = (line: number): HeatAnchor => {
    const lineText = texts[line] ?? ''
    const owner = innermostAt(line, source.functions)
    const column = lineText.length - lineText.trimStart().length
    if (owner === null) return { kind: 'line', textHash: hashText(lineText), column }
    return { kind: 'function', name: owner.name, bodyHash: hashOf(owner), offset: line - owner.range.startLine, column }
  }
  return { textHash: hashText(source.text), lines: Object.fromEntries(lines.map((line) => [line, anchorOf(line)])) }
}

/** The smallest function that covers a 0-based line; null outside every function. */
export function innermostAt(line: number, functions: readonly SourceFunction[]): SourceFunction | null {
  let best: SourceFunction | null = null
  for (const candidate of functions) {
    if (line < candidate.range.startLine || line > candidate.range.endLine) continue
    if (best === null || lengthOf(candidate) < lengthOf(best)) best = candidate
  }
  return best
}

/** The lines of a text without their ends. */
export function splitLines(text: string): readonly string[] {
  return text.split(/\r\n|\n|\r/)
}

function lengthOf(sourceFunction: SourceFunction): number {
  return sourceFunction.range.end - sourceFunction.range.start
}
