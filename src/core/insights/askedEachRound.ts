import type { Node } from 'oxc-parser'
import { nodesAround, nodesBelow } from '../source/syntaxTree.ts'
import type { PlacedNode, SyntaxTree } from '../source/syntaxTree.ts'
import { clientCall } from './clientCall.ts'
import { declarationOf, usedNames } from './names.ts'
import { isFunction, isLoop } from './repeats.ts'

/** A loop that asks a database or a server anew for each of its rows, and awaits each answer. */
export interface AskedEachRound {
  /** `db.query` */
  readonly asked: string
  readonly awaited: PlacedNode
}

/** What is asked many times on purpose: in portions; page by page, where pages are counted. */
const portions = /chunk|batch|portion|slice/iu
const counted = /chunk|batch|portion|page|offset|cursor/iu

/** Waits between rounds, so as not to ask too often. */
const pauses = /^(?:sleep|delay|wait|pause|setTimeout|throttle|backoff)$/iu

/** Null for other code, and where one answer may decide on the next question. */
export function askedEachRound(tree: SyntaxTree, loop: PlacedNode): AskedEachRound | null {
  if (!goesThroughRows(tree, loop.node)) return null
  const own = ownNodes(loop)
  if (own.some((each) => ['BreakStatement', 'ReturnStatement'].includes(each.node.type) || isPause(each.node))) return null
  if (!own.every((each) => isOfAnswer(tree, each))) return null
  for (const at of own) {
    // Of loops in one another the inner one asks.
    if (at.node.type !== 'AwaitExpression' || nodesAround(at).find((around) => isLoop(around.node))?.node !== loop.node) continue
    const call: PlacedNode = { node: at.node.argument, parent: at }
    const asked = clientCall(tree, call)
    if (asked !== null && [...usedNames(call)].some((name) => isOfRound(tree, loop, call, name))) return { asked, awaited: at }
  }
  return null
}

/** Of what a round awaits, all is an answer, or the rest of one: what else it does may have to be done in this order. */
function isOfAnswer(tree: SyntaxTree, at: PlacedNode): boolean {
  if (at.node.type !== 'AwaitExpression') return true
  const { argument } = at.node
  const isRest = argument.type === 'CallExpression' && argument.callee.type === 'MemberExpression' && argument.callee.property.type === 'Identifier' && ['json', 'text', 'arrayBuffer', 'blob', 'bytes', 'toArray', 'exec'].includes(argument.callee.property.name)
  return isRest || clientCall(tree, { node: argument, parent: at }) !== null
}

/** One row a round, all of them known before the first. */
function goesThroughRows(tree: SyntaxTree, loop: Node): boolean {
  switch (loop.type) {
    case 'ForOfStatement': return !loop.await && !portions.test(tree.text.slice(loop.left.start, loop.right.end))
    case 'ForInStatement': return true
    case 'ForStatement': {
      const { init, test, update } = loop
      const countsByOne = update?.type === 'UpdateExpression' || (update?.type === 'AssignmentExpression' && update.right.type === 'Literal' && update.right.value === 1)
      return init !== null && test !== null && countsByOne && !counted.test(tree.text.slice(init.start, init.end)) && /\.(?:length|size)\b/u.test(tree.text.slice(init.start, test.end))
    }
    default: return false
  }
}

/** All below that runs in the loop itself. */
function ownNodes(loop: PlacedNode): readonly PlacedNode[] {
  const found: PlacedNode[] = []
  let skipped = -1
  for (const each of nodesBelow(loop)) {
    if (each.node.start < skipped) continue
    if (isFunction(each.node)) skipped = each.node.end
    else found.push(each)
  }
  return found
}

function isPause(node: Node): boolean {
  return node.type === 'CallExpression' && node.callee.type === 'Identifier' && pauses.test(node.callee.name)
}

/** Whether a name is another value in each round. */
function isOfRound(tree: SyntaxTree, { node }: PlacedNode, at: PlacedNode, name: string): boolean {
  const declared = declarationOf(tree, at, name)?.node
  return declared !== undefined && declared.start >= node.start && declared.end <= node.end
}
