import type { Expression, Node } from 'oxc-parser'
import { parseSource } from './parseSource.ts'
import { rewriteText } from './rewriteText.ts'
import type { Rewrite } from './rewriteText.ts'
import { forEachChild } from './syntaxNode.ts'

/** A program of which V8's coverage counts each statement. */
export interface CountableProgram {
  readonly text: string
  /** Where what stands at an offset in it stands in the text that was given. */
  readonly originOf: (offset: number) => number
}

/**
 * V8 begins another count where control flow parts, and takes it that what follows a call runs as often as the call: after one that throws
 * it does not. Behind an empty block it counts anew (`kContinuation` in V8's `src/ast/source-range-ast-visitor.cc`), and behind `&&` it
 * does what a default value or `??=` does not. Lines stay where they are. Null where the text does not parse.
 */
export function countStatements(text: string, isModule: boolean): CountableProgram | null {
  const { program, problems } = parseSource(text, isModule ? 'bundle.mjs' : 'bundle.cjs', { lang: 'jsx', sourceType: isModule ? 'module' : 'commonjs' })
  if (program === null || problems.length > 0) return null
  const added: Rewrite[] = []
  const add = (at: number, addition: string): void => { added.push({ start: at, end: at, text: addition }) }
  const waiting: Node[] = [program]
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    const statements = statementsOf(node)
    for (const [index, { start }] of statements.entries()) {
      const before = statements[index - 1]
      if (before !== undefined && !isDirective(before)) add(start, '{}')
    }
    const value = valueAtNeed(node)
    if (value !== null) {
      add(value.start, '1&&(')
      add(value.end, ')')
    }
    forEachChild(node, (child) => waiting.push(child))
  }
  const inOrder = added.toSorted((a, b) => a.start - b.start)
  return { text: rewriteText(text, { start: 0, end: text.length }, inOrder), originOf: originsOf(inOrder) }
}

function statementsOf(node: Node): readonly Node[] {
  if (node.type === 'Program' || node.type === 'BlockStatement' || node.type === 'StaticBlock') return node.body
  return node.type === 'SwitchCase' ? node.consequent : []
}

function isDirective(node: Node): boolean {
  return node.type === 'ExpressionStatement' && typeof node.directive === 'string'
}

/** What is evaluated only where nothing is there yet; null where that does nothing, or names a function after what it becomes. */
function valueAtNeed(node: Node): Expression | null {
  const value = node.type === 'AssignmentPattern' || (node.type === 'AssignmentExpression' && logical.has(node.operator)) ? node.right : null
  if (value === null || isNamedByPlace(value)) return null
  return node.type === 'AssignmentPattern' && (value.type === 'Literal' || value.type === 'Identifier') ? null : value
}

const logical: ReadonlySet<string> = new Set(['??=', '||=', '&&='])

function isNamedByPlace(value: Expression): boolean {
  return value.type === 'ArrowFunctionExpression' || ((value.type === 'FunctionExpression' || value.type === 'ClassExpression') && value.id === null)
}

function originsOf(added: readonly Rewrite[]): (offset: number) => number {
  const ends: number[] = []
  let sum = 0
  for (const { start, text } of added) ends.push(start + (sum += text.length))
  return (offset) => {
    let low = 0
    let high = added.length
    while (low < high) {
      const middle = (low + high) >> 1
      if ((ends[middle] ?? 0) <= offset) low = middle + 1
      else high = middle
    }
    // Within what was added stands what it was put before.
    const before = low === 0 ? 0 : (ends[low - 1] ?? 0) - (added[low - 1]?.start ?? 0)
    return Math.min(offset - before, added[low]?.start ?? Infinity)
  }
}
