import type { Expression, Node } from 'oxc-parser'
import { bare, isFunctionLike } from '../../source/syntaxNode.ts'
import { nodesBelow } from '../../source/syntaxTree.ts'
import type { PlacedNode, SyntaxTree } from '../../source/syntaxTree.ts'
import { calledEachRound } from '../calledEachRound.ts'
import { insertBefore, unchangedThroughout, withReplacement } from '../hoist.ts'
import type { Finding, InsightRule } from '../insightRule.ts'
import { declarationOf, freshName, rootName, usedNames } from '../names.ts'
import { isOnlyRead } from '../onlyRead.ts'
import { sortedSoFar } from '../sortedSoFar.ts'

/** An order that a loop makes anew in each round, though it comes out the same, or all but one element of it. */
export const sortInLoop: InsightRule = {
  name: 'sort-in-loop',
  effort: 'quick win',
  kind: 'slow operation',
  link: 'https://developer.mozilla.org/docs/Web/JavaScript/Reference/Global_Objects/Array/toSorted',
  find: (tree, nodes) => nodes.flatMap((at) => findingAt(tree, at) ?? sortedSoFar(tree, at) ?? []),
}

function findingAt(tree: SyntaxTree, at: PlacedNode): Finding | null {
  const sorted = sortedBy(at.node)
  if (sorted === null || (!isOnlyRead(tree, at) && (sorted.isCopy || at.parent?.node.type !== 'ExpressionStatement'))) return null
  const parameters = parametersOf(at)
  const names = [...usedNames(at)].filter((name) => !parameters.has(name))
  // To sort an array in place is to change it, and yet leaves it as it is where nothing else does.
  const repetition = unchangedThroughout(tree, at, names, sorted.isCopy ? [] : [at.node])
  const called = repetition === null && sorted.isCopy ? calledEachRound(tree, at, names) : null
  if (repetition === null && called === null) return null
  return {
    extent: { start: at.node.start, end: at.node.end },
    title: 'Sort once, before the loop',
    explanation: called === null
      ? `The same array is ${sorted.isCopy ? 'copied and sorted' : 'sorted'} in each round, in the same order. Sorted once before, it serves all rounds.`
      : `\`${called.name}\` is called in a loop on line ${tree.lineAt(called.call.start) + 1}, and copies and sorts the same array each time, in the same order. Sorted once before, it serves all rounds.`,
    saves: { low: 0.5, high: 0.998 },
    edit: repetition === null ? null : sorted.isCopy ? copyEdit(tree, at, repetition.whole, names) : inPlaceEdit(tree, at, repetition.whole, names),
  }
}

function copyEdit(tree: SyntaxTree, at: PlacedNode, whole: PlacedNode, names: readonly string[]): Finding['edit'] {
  const name = freshName(tree, 'sorted')
  const before = insertBefore(tree, whole, `const ${name} = ${tree.text.slice(at.node.start, at.node.end)}`, names)
  return before === null ? null : withReplacement(before, { start: at.node.start, end: at.node.end, text: name })
}

/** The statement goes before the loop. Where that may never run, or the array is seen in between, the change is the user's. */
function inPlaceEdit(tree: SyntaxTree, at: PlacedNode, whole: PlacedNode, names: readonly string[]): Finding['edit'] {
  const statement = at.parent
  const array = at.node.type === 'CallExpression' ? rootName(at.node.callee) : null
  const declared = array === null ? null : declarationOf(tree, at, array)
  // A loop over nothing sorts nothing, which others who have the array would see.
  if (statement?.node.type !== 'ExpressionStatement' || !isFirstOfRound(statement, whole) || declared?.parent?.node.type !== 'VariableDeclarator') return null
  const before = insertBefore(tree, whole, tree.text.slice(at.node.start, at.node.end), names)
  const { start, end } = statement.node
  return before === null ? null : withReplacement(before, { start, end: end + (/^\s*/u.exec(tree.text.slice(end))?.[0].length ?? 0), text: '' })
}

/** Nothing of a round is run before it. */
function isFirstOfRound(statement: PlacedNode, whole: PlacedNode): boolean {
  const list = statement.parent
  if (list?.node.type !== 'BlockStatement' || list.node.body[0] !== statement.node) return false
  const part = list.parent
  return part !== null && (part.node === whole.node || (isFunctionLike(part.node) && part.parent?.node === whole.node))
}

/** `[...a].sort(…)`, `a.slice().sort(…)`, `a.toSorted(…)`, where what was there before stays as it is; or `a.sort(…)`. */
function sortedBy(node: Node): { readonly isCopy: boolean } | null {
  if (node.type !== 'CallExpression' || node.optional || node.callee.type !== 'MemberExpression' || node.callee.computed || node.callee.property.type !== 'Identifier') return null
  const { property } = node.callee
  if (property.name === 'toSorted') return { isCopy: true }
  if (property.name !== 'sort') return null
  const object: Expression = bare(node.callee.object)
  if (object.type === 'Identifier') return { isCopy: false }
  if (object.type === 'ArrayExpression' && object.elements.length === 1 && object.elements[0]?.type === 'SpreadElement') return { isCopy: true }
  if (object.type !== 'CallExpression' || object.callee.type !== 'MemberExpression' || object.callee.computed || object.callee.property.type !== 'Identifier') return null
  const { name } = object.callee.property
  const isLanguages = object.callee.object.type === 'Identifier' && (object.callee.object.name === 'Array' ? name === 'from' : object.callee.object.name === 'Object' && /^(?:keys|values|entries)$/u.test(name))
  return (name === 'slice' && object.arguments.length === 0) || /^(?:map|filter|concat)$/u.test(name) || isLanguages ? { isCopy: true } : null
}

/** Names that functions in it declare: of the comparing one, and of what makes the copy. */
function parametersOf(at: PlacedNode): ReadonlySet<string> {
  return new Set(nodesBelow(at).flatMap((each) => (isFunctionLike(each.node) ? each.node.params.flatMap((param) => [...usedNames({ node: param, parent: each })]) : [])))
}
