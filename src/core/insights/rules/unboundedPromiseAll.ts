import type { Node } from 'oxc-parser'
import { nodesBelow } from '../../source/syntaxTree.ts'
import type { PlacedNode, SyntaxTree } from '../../source/syntaxTree.ts'
import { clientCall } from '../clientCall.ts'
import type { Finding, InsightRule, Seen } from '../insightRule.ts'
import { moduleMember } from '../moduleMember.ts'
import { declarationOf, functionOf } from '../names.ts'
import { isFunction } from '../repeats.ts'

/** `Promise.all` of as many files or questions as there are elements, all begun at once. */
export const unboundedPromiseAll: InsightRule = {
  name: 'unbounded-promise-all',
  effort: 'medium',
  kind: 'resource constraint',
  link: 'https://developer.mozilla.org/docs/Web/JavaScript/Reference/Global_Objects/Promise/all',
  find: (tree, nodes, seen) => nodes.flatMap((at) => findingAt(tree, at, seen) ?? []),
}

/** More than that at once wait for one another: Node has four threads for files, servers tens of connections. */
const mostAtOnce = 100

function findingAt(tree: SyntaxTree, at: PlacedNode, { run, file }: Seen): Finding | null {
  const { node } = at
  const given = node.type === 'CallExpression' ? node.arguments[0] : undefined
  if (node.type !== 'CallExpression' || given === undefined || !isAll(node.callee)) return null
  const each = eachOf(tree, { node: given, parent: at })
  const begun = each && begunIn(tree, each)
  if (!begun) return null
  // Of several on one line it is not known which was how many.
  const isAlone = tree.nodes.filter((other) => other.node.type === 'CallExpression' && isAll(other.node.callee) && tree.lineAt(other.node.start) === tree.lineAt(node.start)).length === 1
  const parts = isAlone ? [node, ...begun] : begun
  const lines = (run.evidence?.awaits ?? []).filter((line) => line.file === file && parts.some((part) => line.line >= tree.lineAt(part.start) && line.line <= tree.lineAt(part.end - 1)))
  const atOnce = Math.max(0, ...lines.map((line) => line.atOnce))
  if (atOnce < mostAtOnce) return null
  return {
    extent: { start: node.start, end: node.end },
    title: 'Keep a limit on how many are under way at once',
    explanation: 'All are begun before the first is done, however many there are: each holds memory, a file or a connection meanwhile, and where some tens are served at a time the rest wait anyway. A limit holds when there are thousands.',
    saves: { low: 0, high: 0.3 },
    edit: null,
    measured: { share: Math.max(...lines.map(({ share }) => share)), evidence: `${atOnce.toLocaleString('en')} were awaited at the same time.` },
  }
}

function isAll(callee: Node): boolean {
  return callee.type === 'MemberExpression' && callee.object.type === 'Identifier' && callee.object.name === 'Promise' && callee.property.type === 'Identifier' && (callee.property.name === 'all' || callee.property.name === 'allSettled')
}

/** The function that is called for each: of `map`, `Array.from`, there or in a variable. */
function eachOf(tree: SyntaxTree, at: PlacedNode): PlacedNode | null {
  const node = bareOf(at.node)
  if (node.type === 'Identifier') {
    const declarator = declarationOf(tree, at, node.name)?.parent
    return declarator?.node.type === 'VariableDeclarator' && declarator.node.init !== null ? eachOf(tree, { node: declarator.node.init, parent: declarator }) : functionOf(tree, at, node.name)
  }
  if (node.type !== 'CallExpression' || node.callee.type !== 'MemberExpression' || node.callee.property.type !== 'Identifier') return null
  const callback = node.callee.property.name === 'map' ? node.arguments[0] : node.callee.property.name === 'from' ? node.arguments[1] : undefined
  if (callback === undefined) return null
  const placed: PlacedNode = { node: callback, parent: { node, parent: at.parent } }
  return callback.type === 'Identifier' ? functionOf(tree, placed, callback.name) : isFunction(callback) ? placed : null
}

/** What begins something outside of the program, in a function and in those of the text that it calls; null where nothing does. */
function begunIn(tree: SyntaxTree, each: PlacedNode): readonly Node[] | null {
  const called = nodesBelow(each).flatMap((at) => (at.node.type === 'CallExpression' && at.node.callee.type === 'Identifier' ? functionOf(tree, { node: at.node.callee, parent: at }, at.node.callee.name) ?? [] : []))
  const parts = [each, ...called]
  return parts.some((part) => nodesBelow(part).some((at) => reachesOut(tree, at))) ? parts.map(({ node }) => node) : null
}

function reachesOut(tree: SyntaxTree, at: PlacedNode): boolean {
  if (at.node.type !== 'CallExpression') return false
  const called = moduleMember(tree, { node: at.node.callee, parent: at })
  return (called !== null && /^(?:fs(?:\/promises|-extra)?|https?|net|tls|child_process|dns(?:\/promises)?)$/u.test(called.module) && !called.name.endsWith('Sync')) || clientCall(tree, at) !== null
}

function bareOf(node: Node): Node {
  return node.type === 'SpreadElement' ? node.argument : node.type === 'AwaitExpression' ? node.argument : node
}
