import type { Node } from 'oxc-parser'
import { LineIndex } from './lineIndex.ts'
import { parseSource } from './parseSource.ts'
import { sourceLanguage } from './sourceLanguage.ts'
import { forEachChild } from './syntaxNode.ts'

/** What may run many times where it stands: a loop, or a function that a call is given. Lines are 0-based and inclusive. */
export interface LoopExtent {
  /** Where `for`, `while` or `do` stands, or where the function begins. */
  readonly startLine: number
  readonly endLine: number
}

const loops: ReadonlySet<string> = new Set(['ForStatement', 'ForOfStatement', 'ForInStatement', 'WhileStatement', 'DoWhileStatement'])

const functions: ReadonlySet<string> = new Set(['ArrowFunctionExpression', 'FunctionExpression'])

/** The loops of a text, in no order; none where it does not parse. */
export function loopExtents(text: string, fileName: string): readonly LoopExtent[] {
  const language = sourceLanguage(fileName)
  const program = language === null ? null : parseSource(text, fileName, language).program
  if (program === null) return []
  const index = new LineIndex(text)
  const found: LoopExtent[] = []
  const waiting: Node[] = [program]
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    const repeated = loops.has(node.type) ? [node] : node.type === 'CallExpression' ? node.arguments.filter(({ type }) => functions.has(type)) : []
    for (const { start, end } of repeated) found.push({ startLine: index.lineAt(start), endLine: index.lineAt(end) })
    forEachChild(node, (child) => waiting.push(child))
  }
  return found
}
