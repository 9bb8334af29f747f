import type { Node, Program } from 'oxc-parser'
import type { SourceFunction } from './sourceFunction.ts'
import { forEachChild, isFunctionLike } from './syntaxNode.ts'
import type { FunctionLike } from './syntaxNode.ts'

/** A function in its syntax tree, with what is around it. */
export interface FoundFunctionNode {
  readonly node: FunctionLike
  /** Innermost first. */
  readonly around: readonly Node[]
}

/** The node of a function; null where the text is another one by now. */
export function functionNode(program: Program, fn: SourceFunction): FoundFunctionNode | null {
  const { start, end } = fn.functionRange
  const waiting: { readonly node: Node; readonly around: readonly Node[] }[] = [{ node: program, around: [] }]
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { node, around } = next
    if (node.start > start || node.end < end) continue
    if (node.start === start && node.end === end && isFunctionLike(node)) return { node, around }
    const inner = [node, ...around]
    forEachChild(node, (child) => waiting.push({ node: child, around: inner }))
  }
  return null
}
