import type { Expression } from 'oxc-parser'
import { bare, isFunctionLike } from '../source/syntaxNode.ts'
import { readSyntaxTree } from '../source/syntaxTree.ts'
import type { PlacedNode, SyntaxTree } from '../source/syntaxTree.ts'
import type { Seen } from './insightRule.ts'
import { declarationOf } from './names.ts'

/** Methods whose answer is a text. */
const textMethods: ReadonlySet<string> = new Set(['join', 'repeat', 'toString', 'trim', 'slice', 'padEnd', 'padStart', 'toLowerCase', 'toUpperCase', 'replace', 'replaceAll', 'concat'])

/** Whether the profiled call, as somebody wrote it, hands a text over for a parameter of its function. @param at the parameter's use */
export function handedAsText(tree: SyntaxTree, at: PlacedNode, { run: { workload, function: { name } } }: Seen): boolean {
  if (at.node.type !== 'Identifier' || workload?.kind !== 'call') return false
  const declared = declarationOf(tree, at, at.node.name)
  const fn = declared?.parent
  if (!declared || !fn || !isFunctionLike(fn.node)) return false
  const place = fn.node.params.findIndex((param) => param === declared.node)
  const own = fn.node.type === 'FunctionDeclaration' ? fn.node.id?.name : fn.parent?.node.type === 'VariableDeclarator' && fn.parent.node.id.type === 'Identifier' ? fn.parent.node.id.name : undefined
  if (place < 0 || own === undefined || own !== name) return false
  const call = readSyntaxTree(workload.expression, 'call.ts')?.nodes.find(({ node }) => node.type === 'CallExpression' && node.callee.type === 'Identifier' && node.callee.name === name)?.node
  const handed = call?.type === 'CallExpression' ? call.arguments[place] : undefined
  return handed !== undefined && handed.type !== 'SpreadElement' && isText(bare(handed))
}

function isText(value: Expression): boolean {
  switch (value.type) {
    case 'TemplateLiteral': return true
    case 'Literal': return typeof value.value === 'string'
    case 'BinaryExpression': return value.operator === '+'
    case 'CallExpression': return (value.callee.type === 'Identifier' && value.callee.name === 'String') || (value.callee.type === 'MemberExpression' && value.callee.property.type === 'Identifier' && (value.callee.property.name === 'join' || (textMethods.has(value.callee.property.name) && isText(bare(value.callee.object)))))
    default: return false
  }
}
