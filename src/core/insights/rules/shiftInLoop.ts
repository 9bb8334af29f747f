import type { Node } from 'oxc-parser'
import { nodesAround, nodesBelow } from '../../source/syntaxTree.ts'
import type { PlacedNode, SyntaxTree } from '../../source/syntaxTree.ts'
import type { Finding, InsightRule } from '../insightRule.ts'
import { calledEachRound } from '../calledEachRound.ts'
import { declarationOf, freshName, rootName, usesOf } from '../names.ts'
import { restInLoop } from '../restInLoop.ts'
import { insertBefore } from '../hoist.ts'
import { isFunction, isLoop } from '../repeats.ts'

/** A queue that gives up its first element again and again: all others move each time. */
export const shiftInLoop: InsightRule = {
  name: 'shift-in-loop',
  effort: 'quick win',
  kind: 'slow operation',
  link: 'https://developer.mozilla.org/docs/Web/JavaScript/Reference/Global_Objects/Array/shift',
  // A short queue is shifted as quickly as it is walked along; a long one takes most of the time.
  leastShare: 0.2,
  find: (tree, nodes) => nodes.flatMap((at) => findingAt(tree, at) ?? restInLoop(tree, at) ?? []),
}

function findingAt(tree: SyntaxTree, at: PlacedNode): Finding | null {
  const { node } = at
  if (node.type !== 'CallExpression' || node.arguments.length !== 0 || node.callee.type !== 'MemberExpression' || node.callee.computed || node.callee.property.type !== 'Identifier' || node.callee.property.name !== 'shift') return null
  const queue = node.callee.object
  if (queue.type === 'MemberExpression') return ofMember(tree, at, queue)
  if (queue.type !== 'Identifier') return null
  const around = nodesAround(at)
  const loop = around.find((each) => isLoop(each.node))
  const scope = around.find((each) => isFunction(each.node))
  if (loop?.node.type !== 'WhileStatement' || scope === undefined) return null
  // Of a function between, or another loop, nothing is known.
  if (around.indexOf(scope) < around.indexOf(loop)) return null
  // What is put in order in each round is walked along by nobody: `sort-in-loop` says more.
  if (nodesBelow(loop).some(({ node: { type }, parent }) => type === 'Identifier' && parent !== null && isSorting(parent.node, queue.name))) return null
  const edit = editOf(tree, scope, loop, queue.name)
  return {
    extent: { start: node.start, end: node.end },
    title: `Walk along \`${queue.name}\` instead of shifting it`,
    explanation: `Each \`shift\` moves all that is left by one place, which a long queue pays for with its whole length. An index that walks along it moves nothing.`,
    saves: { low: 0.3, high: 0.998 },
    edit,
  }
}

function isSorting(node: Node, name: string): boolean {
  return node.type === 'MemberExpression' && node.object.type === 'Identifier' && node.object.name === name && node.property.type === 'Identifier' && node.property.name === 'sort'
}

/** A queue that an object has: other functions take from it too, so that the change is the user's. */
function ofMember(tree: SyntaxTree, at: PlacedNode, queue: Node): Finding | null {
  const text = tree.text.slice(queue.start, queue.end)
  if (rootName(queue) === null || nodesBelow({ node: queue, parent: at }).some(({ node }) => node.type === 'MemberExpression' && node.computed)) return null
  const loop = nodesAround(at).find(({ node }) => isLoop(node) || isFunction(node))
  const called = loop !== undefined && isFunction(loop.node) ? calledEachRound(tree, { node: at.node, parent: at.parent }, [], false) : null
  if (loop?.node.type !== 'WhileStatement' && called === null) return null
  return {
    extent: { start: at.node.start, end: at.node.end },
    title: `Walk along \`${text}\` instead of shifting it`,
    explanation: `Each \`shift\` moves all that is left by one place, which a long queue pays for with its whole length${called === null ? '' : `, and the loop on line ${tree.lineAt(called.call.start) + 1} calls \`${called.name}\` for each element`}. An index that walks along it, and a cut once half of it is behind, move next to nothing.`,
    saves: { low: 0.3, high: 0.998 },
    edit: null,
  }
}

/** Only where the queue is the function's own, and nothing but `push`, `shift` and its length is used. */
function editOf(tree: SyntaxTree, scope: PlacedNode, loop: PlacedNode, name: string): Finding['edit'] {
  const declared = declarationOf(tree, loop, name)
  if (declared?.parent?.node.type !== 'VariableDeclarator' || declared.node.start < scope.node.start || declared.node.start > loop.node.start) return null
  const index = freshName(tree, `${name}Head`)
  const before = insertBefore(tree, loop, `let ${index} = 0`, [name])
  if (before === null || loop.node.type !== 'WhileStatement') return null
  const rewrites = [...before]
  for (const use of usesOf(tree, name)) {
    if (use.node.start < scope.node.start || use.node.end > scope.node.end || use.node === declared.node) continue
    const member = use.parent
    if (member?.node.type !== 'MemberExpression' || member.node.computed || member.node.property.type !== 'Identifier' || member.parent === null) return null
    const around = member.parent.node
    const isCalled = around.type === 'CallExpression' && around.callee === member.node
    switch (member.node.property.name) {
      case 'push':
        if (!isCalled) return null
        break
      case 'shift':
        if (!isCalled || use.node.start < loop.node.start || use.node.end > loop.node.end) return null
        rewrites.push({ start: around.start, end: around.end, text: `${name}[${index}++]` })
        break
      case 'length': {
        const test = loop.node.test
        if (!isLengthTest(test, member.node)) return null
        rewrites.push({ start: test.start, end: test.end, text: `${index} < ${name}.length` })
        break
      }
      default: return null
    }
  }
  return rewrites
}

/** `q.length`, `q.length > 0`, `q.length !== 0`. */
function isLengthTest(test: Node, length: Node): boolean {
  if (test === length) return true
  return test.type === 'BinaryExpression' && test.left === length && ['>', '!==', '!='].includes(test.operator) && test.right.type === 'Literal' && test.right.value === 0
}
