import type { Node } from 'oxc-parser'
import { bare } from '../source/syntaxNode.ts'
import type { PlacedNode } from '../source/syntaxTree.ts'

/** A search for one element. */
export interface Lookup {
  /** The array's expression. */
  readonly array: PlacedNode
  readonly wanted: Node
  /** What a set answers instead: the whole test, with what it is negated by. */
  readonly whole: PlacedNode
  readonly negated: boolean
  /** It compares as `===` does: it finds no NaN, and nothing where there is a hole. */
  readonly isStrict: boolean
}

/** `a.includes(b)`, `a.indexOf(b) !== -1` and its kin. */
export function lookupAt(at: PlacedNode): Lookup | null {
  const { node } = at
  if (node.type !== 'CallExpression' || node.optional || node.arguments.length !== 1) return null
  const { callee } = node
  const [wanted] = node.arguments
  if (callee.type !== 'MemberExpression' || callee.computed || callee.optional || callee.property.type !== 'Identifier' || wanted === undefined || wanted.type === 'SpreadElement') return null
  const array = bare(callee.object)
  if (array.type !== 'Identifier' && array.type !== 'MemberExpression') return null
  const found = { array: { node: array, parent: at }, wanted }
  if (callee.property.name === 'includes') return { ...found, whole: at, negated: false, isStrict: false }
  if (callee.property.name !== 'indexOf' || at.parent === null) return null
  const negated = comparedWithNone(at.parent.node, node)
  return negated === null ? null : { ...found, whole: at.parent, negated, isStrict: true }
}

/** Whether a comparison of an index says that there is none; null where it says something else. */
function comparedWithNone(test: Node, index: Node): boolean | null {
  if (test.type !== 'BinaryExpression' || test.left !== index) return null
  const limit = test.right.type === 'UnaryExpression' && test.right.operator === '-' && test.right.argument.type === 'Literal' ? -Number(test.right.argument.value) : test.right.type === 'Literal' ? Number(test.right.value) : Number.NaN
  switch (test.operator) {
    case '===':
    case '==': return limit === -1 ? true : null
    case '!==':
    case '!=': return limit === -1 ? false : null
    case '>': return limit === -1 ? false : null
    case '>=': return limit === 0 ? false : null
    case '<': return limit === 0 ? true : null
    default: return null
  }
}
