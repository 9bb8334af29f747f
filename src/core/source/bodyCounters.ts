import type { Node } from 'oxc-parser'
import { parseSource } from './parseSource.ts'
import type { Rewrite } from './rewriteText.ts'
import type { SourceFunction } from './sourceFunction.ts'
import { sourceLanguage } from './sourceLanguage.ts'
import { forEachChild } from './syntaxNode.ts'

/** A function's body with counters in it. */
export interface BodyCounters {
  readonly rewrites: readonly Rewrite[]
  readonly count: number
}

/**
 * What to write into a function's body so that each statement says that it runs, by its number: `hit(3);`. Lines stay where
 * they are. Our own counters and not V8's coverage: that is closed in the sandbox of Node 22, and loses inlined functions.
 * Null where the text does not parse.
 */
export function bodyCounters(text: string, fileName: string, fn: SourceFunction, hit: string): BodyCounters | null {
  const language = sourceLanguage(fileName)
  const program = language === null ? null : parseSource(text, fileName, language).program
  if (program === null) return null
  const { start, end } = fn.bodyRange
  // At one offset what opens outside opens first, and closes last.
  const opening: Rewrite[] = []
  const closing: Rewrite[] = []
  let count = 0
  const counter = (): string => `${hit}(${count++})`
  const before = (node: Node): void => { opening.push({ start: node.start, end: node.start, text: `${counter()};` }) }
  const around = (node: Node, open: string, close: string): void => {
    opening.push({ start: node.start, end: node.start, text: open })
    closing.unshift({ start: node.end, end: node.end, text: close })
  }
  const list = (statements: readonly Node[]): void => {
    for (const each of statements) if (!isDirective(each) && !isDeclaration(each)) before(each)
  }
  const single = (node: Node | null): void => {
    if (node !== null && node.type !== 'BlockStatement' && node.type !== 'EmptyStatement') around(node, `{${counter()};`, '}')
  }

  const waiting: Node[] = [program]
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    if (node.end <= start || node.start >= end) continue
    const isInside = node.start >= start && node.end <= end
    if (isInside) {
      if (node.type === 'BlockStatement') list(node.body)
      else if (node.type === 'SwitchCase') list(node.consequent)
      else if (node.type === 'IfStatement') {
        single(node.consequent)
        // `else if` counts in the inner statement's own parts.
        single(node.alternate?.type === 'IfStatement' ? null : node.alternate)
      } else if (node.type === 'ForStatement' || node.type === 'ForInStatement' || node.type === 'ForOfStatement' || node.type === 'WhileStatement' || node.type === 'DoWhileStatement') single(node.body)
      else if (node.type === 'ConditionalExpression') {
        for (const branch of [node.consequent, node.alternate]) around(branch, `(${counter()},`, ')')
      }
    }
    if (node.type === 'ArrowFunctionExpression' && node.body.type !== 'BlockStatement' && node.body.start >= start && node.body.end <= end) {
      if (node.expression) around(node.body, `(${counter()},`, ')')
    }
    forEachChild(node, (child) => waiting.push(child))
  }
  return { rewrites: [...closing, ...opening], count }
}

function isDirective(node: Node): boolean {
  return node.type === 'ExpressionStatement' && 'directive' in node && node.directive !== null && node.directive !== undefined
}

/** Runs at no particular time, or not at all. */
function isDeclaration(node: Node): boolean {
  return node.type === 'FunctionDeclaration' || /^TS(?:Interface|TypeAlias|DeclareFunction)/u.test(node.type)
}
