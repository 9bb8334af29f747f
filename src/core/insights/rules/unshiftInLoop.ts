import type { Rewrite } from '../../source/rewriteText.ts'
import { nodesAround } from '../../source/syntaxTree.ts'
import type { PlacedNode, SyntaxTree } from '../../source/syntaxTree.ts'
import type { Finding, InsightRule } from '../insightRule.ts'
import { declarationOf, usesOf } from '../names.ts'
import { isFunction, isLoop } from '../repeats.ts'

/** An array that is given a new first element again and again: all others move each time. */
export const unshiftInLoop: InsightRule = {
  name: 'unshift-in-loop',
  effort: 'quick win',
  kind: 'slow operation',
  link: 'https://developer.mozilla.org/docs/Web/JavaScript/Reference/Global_Objects/Array/reverse',
  leastShare: 0.2,
  find: (tree, nodes) => nodes.flatMap((at) => findingAt(tree, at) ?? []),
}

function findingAt(tree: SyntaxTree, at: PlacedNode): Finding | null {
  const { node } = at
  if (node.type !== 'CallExpression' || node.arguments.length !== 1 || node.arguments[0]?.type === 'SpreadElement' || at.parent?.node.type !== 'ExpressionStatement') return null
  const { callee } = node
  if (callee.type !== 'MemberExpression' || callee.computed || callee.object.type !== 'Identifier' || callee.property.type !== 'Identifier' || callee.property.name !== 'unshift') return null
  const { name } = callee.object
  const loop = nodesAround(at).find((each) => isLoop(each.node) || isFunction(each.node))
  const declared = declarationOf(tree, at, name)
  if (loop === undefined || !isLoop(loop.node) || declared === null || declared.node.start > loop.node.start) return null
  return {
    extent: { start: node.start, end: node.end },
    // What the element takes to make is no matter of the array's.
    of: 'own',
    title: `Add to the end of \`${name}\`, and reverse it once`,
    explanation: `Each \`unshift\` moves all that is there by one place, and takes V8 a slow call however little that is. \`push\` moves nothing, and one \`reverse\` in the end gives the same order.`,
    saves: { low: 0.2, high: 0.998 },
    edit: editOf(tree, declared, loop, name, { start: callee.property.start, end: callee.property.end, text: 'push' }),
  }
}

/** Where it is empty before the loop, and nothing else is done with it before the loop is over. */
function editOf(tree: SyntaxTree, declared: PlacedNode, loop: PlacedNode, name: string, push: Rewrite): Finding['edit'] {
  const declarator = declared.parent?.node
  const list = declared.parent?.parent?.parent?.node
  if (declarator?.type !== 'VariableDeclarator' || declarator.init?.type !== 'ArrayExpression' || declarator.init.elements.length > 0 || list !== loop.parent?.node) return null
  const uses = usesOf(tree, name).filter((use) => use !== declared && declarationOf(tree, use, name) === declared)
  if (uses.filter(({ node }) => node.start < loop.node.end).length !== 1 || nodesAround(declared).find(({ node }) => isFunction(node)) === undefined) return null
  const { start, end } = loop.node
  const indentation = /^[ \t]*/u.exec(tree.text.slice(tree.text.lastIndexOf('\n', start - 1) + 1, start))?.[0] ?? ''
  return [push, { start: end, end, text: `\n${indentation}${name}.reverse()${tree.hasSemicolons ? ';' : ''}` }]
}
