import type { PlacedNode, SyntaxTree } from '../source/syntaxTree.ts'
import { declarationOf, usesOf } from './names.ts'

/** Methods of arrays that leave them, and hand them to nobody who keeps them. */
const reading: ReadonlySet<string> = new Set(['at', 'concat', 'every', 'entries', 'filter', 'find', 'findIndex', 'findLast', 'findLastIndex', 'flatMap', 'forEach', 'includes', 'indexOf', 'join', 'lastIndexOf', 'map', 'reduce', 'reduceRight', 'slice', 'some', 'toReversed', 'toSorted', 'values'])

/** Whether of a new array only elements are read, or its length, or it is searched or gone through: nobody changes it, or keeps it. */
export function isOnlyRead(tree: SyntaxTree, at: PlacedNode): boolean {
  const { node, parent } = at
  if (parent === null) return false
  const around = parent.node
  switch (around.type) {
    case 'TSAsExpression':
    case 'TSNonNullExpression':
    case 'ParenthesizedExpression': return isOnlyRead(tree, parent)
    case 'SpreadElement': return true
    case 'ForOfStatement': return around.right === node
    case 'ExpressionStatement': return false
    case 'MemberExpression': return around.object === node && isReadMember(parent)
    case 'VariableDeclarator': return around.init === node && (around.id.type === 'ArrayPattern' || (around.id.type === 'Identifier' && isNameOnlyRead(tree, { node: around.id, parent }, around.id.name)))
    default: return false
  }
}

function isReadMember({ node, parent }: PlacedNode): boolean {
  const around = parent?.node
  if (node.type !== 'MemberExpression' || around === undefined) return false
  if ((around.type === 'AssignmentExpression' && around.left === node) || around.type === 'UpdateExpression' || (around.type === 'UnaryExpression' && around.operator === 'delete')) return false
  if (around.type !== 'CallExpression' || around.callee !== node) return true
  return !node.computed && node.property.type === 'Identifier' && reading.has(node.property.name)
}

function isNameOnlyRead(tree: SyntaxTree, at: PlacedNode, name: string): boolean {
  const declared = declarationOf(tree, at, name)
  return declared !== null && usesOf(tree, name).every((use) => use.node === declared.node || declarationOf(tree, use, name)?.node !== declared.node || isOnlyRead(tree, use))
}
