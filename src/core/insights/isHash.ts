import { bare } from '../source/syntaxNode.ts'
import type { PlacedNode, SyntaxTree } from '../source/syntaxTree.ts'
import { moduleMember } from './moduleMember.ts'
import { declarationOf } from './names.ts'

/** `createHash(…)`, or a variable that holds it. */
export function isHash(tree: SyntaxTree, at: PlacedNode): boolean {
  const { node } = at
  if (node.type === 'CallExpression') return moduleMember(tree, { node: bare(node.callee), parent: at })?.name === 'createHash'
  const declarator = node.type === 'Identifier' ? declarationOf(tree, at, node.name)?.parent : null
  return declarator?.node.type === 'VariableDeclarator' && declarator.node.init?.type === 'CallExpression' && isHash(tree, { node: declarator.node.init, parent: declarator })
}
