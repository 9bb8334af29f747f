import type { Node } from 'oxc-parser'
import { nodesAround } from '../source/syntaxTree.ts'
import type { PlacedNode } from '../source/syntaxTree.ts'

/** Methods that call the function they are given once for each element. */
export const iteratingMethods: ReadonlySet<string> = new Set(['map', 'filter', 'forEach', 'some', 'every', 'find', 'findIndex', 'findLast', 'findLastIndex', 'flatMap', 'reduce', 'reduceRight', 'sort', 'toSorted'])

/** Code that runs its part again and again: a loop, or a call that is given a function for each element. */
export interface Repetition {
  readonly whole: PlacedNode
  /** Declares what changes from one time to the next. */
  readonly part: PlacedNode
}

export function isLoop(node: Node): boolean {
  return ['ForStatement', 'ForOfStatement', 'ForInStatement', 'WhileStatement', 'DoWhileStatement'].includes(node.type)
}

export function isFunction(node: Node): boolean {
  return node.type === 'ArrowFunctionExpression' || node.type === 'FunctionExpression' || node.type === 'FunctionDeclaration'
}

/** The repetitions around some code, the innermost first, as far as the function that it stands in. */
export function repetitionsAround(at: PlacedNode): readonly Repetition[] {
  const found: Repetition[] = []
  let below = at
  for (const around of nodesAround(at)) {
    const { node } = around
    if (isLoop(node) && isRepeated(node, below.node)) found.push({ whole: around, part: around })
    else if (isFunction(node)) {
      const call = around.parent
      if (call === null || call.node.type !== 'CallExpression' || call.node.arguments[0] !== node || !isIterating(call.node)) break
      found.push({ whole: call, part: around })
    }
    below = around
  }
  return found
}

/** What a loop begins with is run once. */
function isRepeated(loop: Node, part: Node): boolean {
  if (loop.type === 'ForStatement') return loop.init !== part
  if (loop.type === 'ForOfStatement' || loop.type === 'ForInStatement') return loop.body === part
  return true
}

function isIterating(call: Extract<Node, { type: 'CallExpression' }>): boolean {
  const { callee } = call
  return callee.type === 'MemberExpression' && callee.property.type === 'Identifier' && !callee.computed && iteratingMethods.has(callee.property.name)
}
