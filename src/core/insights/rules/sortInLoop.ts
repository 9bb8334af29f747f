import type { Node } from 'oxc-parser'
import type { PlacedNode, SyntaxTree } from '../../source/syntaxTree.ts'
import { insertBefore, unchangedThroughout, withReplacement } from '../hoist.ts'
import type { Finding, InsightRule } from '../insightRule.ts'
import { freshName, usedNames } from '../names.ts'

/** A copy that a loop sorts anew in each round though it comes out the same. */
export const sortInLoop: InsightRule = {
  name: 'sort-in-loop',
  effort: 'quick win',
  kind: 'slow operation',
  link: 'https://developer.mozilla.org/docs/Web/JavaScript/Reference/Global_Objects/Array/toSorted',
  find: (tree, nodes) => nodes.flatMap((at) => findingAt(tree, at) ?? []),
}

function findingAt(tree: SyntaxTree, at: PlacedNode): Finding | null {
  const sorted = sortedCopy(at.node)
  if (sorted === null || !isOnlyRead(at)) return null
  const names = usedNames(at)
  const own = new Set([...names].filter((name) => !parametersOf(at).has(name)))
  const repetition = unchangedThroughout(tree, at, own)
  if (repetition === null) return null
  const text = tree.text.slice(at.node.start, at.node.end)
  const name = freshName(tree, 'sorted')
  const before = insertBefore(tree, repetition.whole, `const ${name} = ${text}`, own)
  return {
    extent: { start: at.node.start, end: at.node.end },
    title: 'Sort once, before the loop',
    explanation: `The same array is copied and sorted in each round, in the same order. Sorted once before, it serves all rounds.`,
    saves: { low: 0.5, high: 0.998 },
    edit: before === null ? null : withReplacement(before, { start: at.node.start, end: at.node.end, text: name }),
  }
}

/** `[...a].sort(…)`, `a.slice().sort(…)`, `a.toSorted(…)`: what was there before stays as it is. */
function sortedCopy(node: Node): Node | null {
  if (node.type !== 'CallExpression' || node.callee.type !== 'MemberExpression' || node.callee.computed || node.callee.property.type !== 'Identifier') return null
  const { object, property } = node.callee
  if (property.name === 'toSorted') return object
  if (property.name !== 'sort') return null
  if (object.type === 'ArrayExpression' && object.elements.length === 1 && object.elements[0]?.type === 'SpreadElement') return object
  return object.type === 'CallExpression' && object.arguments.length === 0 && object.callee.type === 'MemberExpression' && object.callee.property.type === 'Identifier' && object.callee.property.name === 'slice' ? object : null
}

/** Of what is sorted one element or length is read, or it is searched: nobody changes it, or keeps it. */
function isOnlyRead({ node, parent }: PlacedNode): boolean {
  if (parent?.node.type !== 'MemberExpression' || parent.node.object !== node) return false
  const around = parent.parent?.node
  if (around === undefined || (around.type === 'AssignmentExpression' && around.left === parent.node)) return false
  if (around.type !== 'CallExpression' || around.callee !== parent.node) return true
  return parent.node.property.type === 'Identifier' && ['at', 'indexOf', 'includes', 'find', 'findIndex', 'slice', 'join'].includes(parent.node.property.name)
}

/** Names of the comparing function's own. */
function parametersOf({ node }: PlacedNode): ReadonlySet<string> {
  const compare = node.type === 'CallExpression' ? node.arguments[0] : undefined
  return new Set(compare?.type === 'ArrowFunctionExpression' || compare?.type === 'FunctionExpression' ? compare.params.flatMap((param) => (param.type === 'Identifier' ? [param.name] : [])) : [])
}
