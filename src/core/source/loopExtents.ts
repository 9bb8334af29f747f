import type { Node } from 'oxc-parser'
import { LineIndex } from './lineIndex.ts'
import { parseSource } from './parseSource.ts'
import { sourceLanguage } from './sourceLanguage.ts'
import { forEachChild } from './syntaxNode.ts'

/** A loop. Lines are 0-based and inclusive. */
export interface LoopExtent {
  /** Where `for`, `while` or `do` stands. */
  readonly startLine: number
  readonly endLine: number
}

const loops: ReadonlySet<string> = new Set(['ForStatement', 'ForOfStatement', 'ForInStatement', 'WhileStatement', 'DoWhileStatement'])

/** The loops of a text, in no order; none where it does not parse. */
export function loopExtents(text: string, fileName: string): readonly LoopExtent[] {
  const language = sourceLanguage(fileName)
  const program = language === null ? null : parseSource(text, fileName, language).program
  if (program === null) return []
  const index = new LineIndex(text)
  const found: LoopExtent[] = []
  const waiting: Node[] = [program]
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    if (loops.has(node.type)) found.push({ startLine: index.lineAt(node.start), endLine: index.lineAt(node.end) })
    forEachChild(node, (child) => waiting.push(child))
  }
  return found
}
