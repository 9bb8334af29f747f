import type { Node } from 'oxc-parser'
import { bare } from '../source/syntaxNode.ts'
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

/** What is asked many times on purpose: in portions; page by page, where pages are counted; again, until there is an answer. */
const portion = /chunk|batch|portion|slice/iu
const portions = /chunk|batch|portion|slices/iu
const counted = /chunk|batch|portion|page|offset|cursor|attempt|retry|retries|tries/iu
const countedInQuestion = /page|offset|cursor|limit|skip|status|health|ping/iu

/** One question for many: `IN (…)`, `ANY($1)`, `whereIn`, `{ in: ids }`, `$in`. */
const many = /\bIN\s*\(|\bANY\s*\(|\bwhereIn\b|\bin\s*:|\$in\b/u

/** Waits between rounds, so as not to ask too often. */
const pauses = /^(?:sleep|delay|wait|pause|setTimeout|throttle|backoff)$/iu

/** Null for other code, and where one answer may decide on the next question. */
export function askedEachRound(tree: SyntaxTree, loop: PlacedNode): AskedEachRound | null {
  const chained = chainedRounds(tree, loop)
  const rounds = chained?.rounds ?? loop
  if (chained === null && !goesThroughRows(tree, loop.node)) return null
  const own = ownNodes(rounds)
  const ends = chained === null ? ['BreakStatement', 'ReturnStatement'] : []
  if (own.some((each) => ends.includes(each.node.type) || isPause(each.node))) return null
  if (!own.every((each) => isOfAnswer(tree, each) || each.node === chained?.before)) return null
  for (const at of own) {
    // Of loops in one another the inner one asks.
    if (at.node.type !== 'AwaitExpression' || nodesAround(at).find((around) => isLoop(around.node) || around.node === rounds.node)?.node !== rounds.node) continue
    const call: PlacedNode = { node: at.node.argument, parent: at }
    const asked = clientCall(tree, call)
    if (asked !== null && !many.test(tree.text.slice(call.node.start, call.node.end)) && isOfRow(tree, rounds, call)) return { asked, awaited: at }
  }
  return null
}

/** It is asked for something else in each round, and the same is asked: not each row itself, as in `await task.execute()`. */
function isOfRow(tree: SyntaxTree, rounds: PlacedNode, call: PlacedNode): boolean {
  const ofRound = (name: string): boolean => isDeclaredIn(tree, rounds.node, call, name)
  if (![...usedNames(call)].some(ofRound)) return false
  // What a round before has set makes it another question.
  if (ownNodes(rounds).some(({ node }) => node.type === 'AssignmentExpression' && node.left.type === 'Identifier' && !ofRound(node.left.name) && usedNames(call).has(node.left.name))) return false
  const head = headOf(rounds.node)
  if (askedNames(call.node).some((name) => isDeclaredIn(tree, head, call, name))) return false
  return rounds.node.type !== 'ForStatement' || isLengthened(tree, rounds.node) || !countedInQuestion.test(tree.text.slice(call.node.start, call.node.end))
}

/** What a call is made on, the arguments of calls between left out: `db` of `db.from(id).first()`, `shards` and `i` of `shards[i].query()`. */
function askedNames(call: Node): readonly string[] {
  const names: string[] = []
  for (let at = call; ;) {
    if (at.type === 'CallExpression') at = bare(at.callee)
    else if (at.type === 'MemberExpression') {
      if (at.computed && at.property.type === 'Identifier') names.push(at.property.name)
      at = bare(at.object)
    } else return at.type === 'Identifier' ? [...names, at.name] : names
  }
}

/** Rounds of `rows.reduce(async (before, row) => { await before; … }, …)`, one after the other. */
function chainedRounds(tree: SyntaxTree, { node, parent }: PlacedNode): { readonly rounds: PlacedNode; readonly before: Node } | null {
  if (node.type !== 'CallExpression' || node.callee.type !== 'MemberExpression' || node.callee.property.type !== 'Identifier' || node.callee.property.name !== 'reduce') return null
  const [each] = node.arguments
  if (each === undefined || !isFunction(each) || !('async' in each) || !each.async || portions.test(tree.text.slice(node.callee.start, node.callee.end))) return null
  const rounds: PlacedNode = { node: each, parent: { node, parent } }
  const [before] = 'params' in each ? each.params : []
  const awaited = before?.type === 'Identifier' ? nodesBelow(rounds).find(({ node: inner }) => inner.type === 'AwaitExpression' && inner.argument.type === 'Identifier' && inner.argument.name === before.name) : undefined
  return awaited === undefined ? null : { rounds, before: awaited.node }
}

/** What gives the rest of an answer, or somebody to ask. */
const rest = /^(?:json|text|arrayBuffer|blob|bytes|toArray|exec|connect|getConnection|acquire|release|end|close)$/u

/** Of what a round awaits, all is an answer, or belongs to one: what else it does may have to be done in this order. */
function isOfAnswer(tree: SyntaxTree, at: PlacedNode): boolean {
  if (at.node.type !== 'AwaitExpression') return true
  const { argument } = at.node
  const callee = argument.type === 'CallExpression' ? bare(argument.callee) : null
  const called = callee?.type === 'MemberExpression' ? callee.property : callee
  return (called?.type === 'Identifier' && rest.test(called.name)) || clientCall(tree, { node: argument, parent: at }) !== null
}

/** One row a round, all of them known before the first. */
function goesThroughRows(tree: SyntaxTree, loop: Node): boolean {
  switch (loop.type) {
    case 'ForOfStatement': return !loop.await && !portion.test(tree.text.slice(loop.left.start, loop.left.end)) && !portions.test(tree.text.slice(loop.right.start, loop.right.end))
    case 'ForInStatement': return true
    case 'ForStatement': {
      const { init, test, update } = loop
      const countsByOne = update?.type === 'UpdateExpression' || (update?.type === 'AssignmentExpression' && update.right.type === 'Literal' && update.right.value === 1)
      return init !== null && test !== null && countsByOne && !counted.test(tree.text.slice(init.start, isLengthened(tree, loop) ? init.end : test.end))
    }
    default: return false
  }
}

/** It goes as far as something is long, which is there before the first round. */
function isLengthened(tree: SyntaxTree, { init, test }: Extract<Node, { type: 'ForStatement' }>): boolean {
  return init !== null && test !== null && /\.(?:length|size)\b/u.test(tree.text.slice(init.start, test.end))
}

/** All below that runs in the loop itself. */
function ownNodes(loop: PlacedNode): readonly PlacedNode[] {
  const found: PlacedNode[] = []
  let skipped = -1
  for (const each of nodesBelow(loop)) {
    if (each.node.start < skipped) continue
    if (each.node !== loop.node && isFunction(each.node)) skipped = each.node.end
    else found.push(each)
  }
  return found
}

function isPause(node: Node): boolean {
  return node.type === 'CallExpression' && node.callee.type === 'Identifier' && pauses.test(node.callee.name)
}

/** What declares the element that a round is for. */
function headOf(rounds: Node): Node {
  switch (rounds.type) {
    case 'ForOfStatement':
    case 'ForInStatement': return rounds.left
    case 'ForStatement': return rounds.init ?? rounds
    case 'ArrowFunctionExpression':
    case 'FunctionExpression': return rounds.params[1] ?? rounds
    default: return rounds
  }
}

/** Of what is declared in a round, each round has its own. */
function isDeclaredIn(tree: SyntaxTree, { start, end }: Node, at: PlacedNode, name: string): boolean {
  const declared = declarationOf(tree, at, name)?.node
  return declared !== undefined && declared.start >= start && declared.end <= end
}
