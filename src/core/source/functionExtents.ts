import { parseSource } from './parseSource.ts'
import { LineIndex } from './lineIndex.ts'
import { forEachChild, isFunctionLike } from './syntaxNode.ts'
import type { Node } from 'oxc-parser'

/** Where a function stands in a text that V8 runs; anonymous ones too. All 0-based. */
export interface FunctionExtent {
  readonly start: number
  readonly end: number
  readonly startLine: number
  readonly endLine: number
}

/** The functions of a script, for who knows a place in it. */
export interface ScriptFunctions {
  /** The innermost function around a place; null at the top level. */
  at(line: number, column: number): FunctionExtent | null
}

/** Reads the JavaScript that V8 was given, which tells its functions by a line and column. Null where it does not parse. */
export function functionExtents(text: string): ScriptFunctions | null {
  const { program } = parseSource(text, 'script.js', { lang: 'jsx', sourceType: 'unambiguous' })
  if (program === null) return null
  const lines = new LineIndex(text)
  const extents: FunctionExtent[] = []
  const pending: Node[] = [program]
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    if (isFunctionLike(node)) extents.push({ start: node.start, end: node.end, startLine: lines.lineAt(node.start), endLine: lines.lineAt(node.end) })
    forEachChild(node, (child) => pending.push(child))
  }
  return {
    at(line, column) {
      const offset = lines.startOf(line) + column
      let innermost: FunctionExtent | null = null
      for (const extent of extents) {
        if (extent.start <= offset && offset < extent.end && (innermost === null || extent.end - extent.start < innermost.end - innermost.start)) innermost = extent
      }
      return innermost
    },
  }
}
