import type { Node } from 'oxc-parser'
import { nodesBelow } from '../../source/syntaxTree.ts'
import type { PlacedNode, SyntaxTree } from '../../source/syntaxTree.ts'
import { calledFunction } from '../calledFunction.ts'
import { clientCall } from '../clientCall.ts'
import type { Finding, InsightRule, Seen } from '../insightRule.ts'
import { moduleMember } from '../moduleMember.ts'
import { declarationOf, functionOf, usesOf } from '../names.ts'
import { isFunction, iteratingMethods, repetitionsAround } from '../repeats.ts'

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
  const begun = each === null ? [] : begunIn(tree, each)
  if (begun.length === 0) return null
  const awaits = (run.evidence?.awaits ?? []).filter((line) => line.file === file)
  const onLinesOf = (parts: readonly Node[]): typeof awaits => awaits.filter(({ line }) => parts.some((part) => line >= tree.lineAt(part.start) && line <= tree.lineAt(part.end - 1)))
  // Of several on one line it is not known which was how many.
  const isAlone = tree.nodes.filter((other) => other.node.type === 'CallExpression' && isAll(other.node.callee) && tree.lineAt(other.node.start) === tree.lineAt(node.start)).length === 1
  // Who waits for a turn before it begins has begun nothing.
  const reaching = onLinesOf(begun.map(({ reaches }) => reaches))
  const lines = reaching.length > 0 ? reaching : onLinesOf([...isAlone ? [node] : [], ...begun.map(({ part }) => part)])
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

/** The function that is called for each: of `map`, `Array.from`, there or in a variable; or what is pushed for each. */
function eachOf(tree: SyntaxTree, at: PlacedNode): PlacedNode | null {
  const node = bareOf(at.node)
  if (node.type === 'Identifier') {
    const declared = declarationOf(tree, at, node.name)
    const declarator = declared?.parent
    if (declared === null || declared === undefined || declarator?.node.type !== 'VariableDeclarator' || declarator.node.init === null) return functionOf(tree, at, node.name)
    return declarator.node.init.type === 'ArrayExpression' && declarator.node.init.elements.length === 0 ? pushedOf(tree, declared, node.name) : eachOf(tree, { node: declarator.node.init, parent: declarator })
  }
  if (node.type !== 'CallExpression' || node.callee.type !== 'MemberExpression' || node.callee.property.type !== 'Identifier') return null
  const callback = node.callee.property.name === 'map' ? node.arguments[0] : node.callee.property.name === 'from' ? node.arguments[1] : undefined
  if (callback === undefined) return null
  const placed: PlacedNode = { node: callback, parent: { node, parent: at.parent } }
  return callback.type === 'Identifier' ? functionOf(tree, placed, callback.name) : isFunction(callback) ? placed : null
}

/** What each round pushes to a list that was empty. */
function pushedOf(tree: SyntaxTree, declared: PlacedNode, name: string): PlacedNode | null {
  for (const use of usesOf(tree, name)) {
    const call = use.parent?.parent
    if (use.parent?.node.type !== 'MemberExpression' || use.parent.node.object !== use.node || use.parent.node.property.type !== 'Identifier' || use.parent.node.property.name !== 'push' || call?.node.type !== 'CallExpression') continue
    const [pushed] = call.node.arguments
    if (pushed !== undefined && repetitionsAround(call).length > 0 && declarationOf(tree, use, name)?.node === declared.node) return { node: pushed, parent: call }
  }
  return null
}

interface Begun {
  /** What begins something outside of the program. */
  readonly reaches: Node
  /** The function that it stands in, or what each round pushes. */
  readonly part: Node
}

/** Functions that call one another to get there. */
const deepest = 3

/** What begins something outside of the program, in a function and in those of the text that it calls, and is not handed to somebody who may have it wait. */
function begunIn(tree: SyntaxTree, part: PlacedNode, depth = 0): readonly Begun[] {
  return nodesBelow(part).flatMap((at): readonly Begun[] => {
    if (at.node.type !== 'CallExpression' || isHandedOver(at, part)) return []
    if (reachesOut(tree, at)) return [{ reaches: at.node, part: part.node }]
    const called = depth < deepest ? calledFunction(tree, at) : null
    return called === null || called.node === part.node ? [] : begunIn(tree, called, depth + 1)
  })
}

/** In a function that is given to another, as `limit(() => fetch(url))`; what is done with an answer is not. */
function isHandedOver(at: PlacedNode, part: PlacedNode): boolean {
  for (let around: PlacedNode | null = at.parent; around !== null && around.node !== part.node; around = around.parent) {
    const call = around.parent?.node
    if (isFunction(around.node) && call?.type === 'CallExpression' && call.callee !== around.node && !isOfPromise(call.callee)) return true
  }
  return false
}

function isOfPromise(callee: Node): boolean {
  return callee.type === 'MemberExpression' && callee.property.type === 'Identifier' && (['then', 'catch', 'finally'].includes(callee.property.name) || iteratingMethods.has(callee.property.name))
}

function reachesOut(tree: SyntaxTree, at: PlacedNode): boolean {
  if (at.node.type !== 'CallExpression') return false
  const called = moduleMember(tree, { node: at.node.callee, parent: at })
  return (called !== null && /^(?:fs(?:\/promises|-extra)?|https?|net|tls|child_process|dns(?:\/promises)?)$/u.test(called.module) && !called.name.endsWith('Sync')) || clientCall(tree, at) !== null
}

function bareOf(node: Node): Node {
  return node.type === 'SpreadElement' ? node.argument : node.type === 'AwaitExpression' ? node.argument : node
}
