import type { Node } from 'oxc-parser'
import type { Rewrite } from '../source/rewriteText.ts'
import { nodesBelow } from '../source/syntaxTree.ts'
import type { PlacedNode, SyntaxTree } from '../source/syntaxTree.ts'
import { mayChange, usedNames } from './names.ts'

/** A loop of which each round awaits something and pushes it: `for (const each of all) found.push(await f(each))`. */
export interface AwaitingLoop {
  /** What each round pushes. */
  readonly pushed: PlacedNode
  /** Begins all rounds at once. */
  readonly edit: readonly Rewrite[]
}

/** Null for other loops, and where what one round leaves behind may be what another takes. */
export function roundsAtOnce(tree: SyntaxTree, at: PlacedNode): AwaitingLoop | null {
  const { node } = at
  if (node.type !== 'ForOfStatement' || node.await || node.left.type !== 'VariableDeclaration') return null
  const [declarator] = node.left.declarations
  const body = node.body.type === 'BlockStatement' ? (node.body.body.length === 1 ? node.body.body[0] : undefined) : node.body
  const each = declarator?.id
  if (each?.type !== 'Identifier' || body?.type !== 'ExpressionStatement' || body.expression.type !== 'CallExpression') return null
  const { callee, arguments: [pushed, ...more] } = body.expression
  if (callee.type !== 'MemberExpression' || callee.object.type !== 'Identifier' || callee.property.type !== 'Identifier' || callee.property.name !== 'push' || pushed === undefined || pushed.type === 'SpreadElement' || more.length > 0) return null
  const placed: PlacedNode = { node: pushed, parent: at }
  const names = usedNames(placed)
  if (!nodesBelow(placed).some((inner) => inner.node.type === 'AwaitExpression') || names.has(callee.object.name) || [...names].some((name) => mayChange(tree, placed, name) && name !== each.name)) return null
  const text = (part: Node): string => tree.text.slice(part.start, part.end)
  const semicolon = text(node).includes(';') ? ';' : ''
  return { pushed: placed, edit: [{ start: node.start, end: node.end, text: `${callee.object.name}.push(...await Promise.all(Array.from(${text(node.right)}, async (${each.name}) => ${text(pushed)})))${semicolon}` }] }
}
