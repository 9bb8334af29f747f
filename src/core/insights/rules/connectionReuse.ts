import type { Node } from 'oxc-parser'
import { formatShare } from '../../presentation/formatShare.ts'
import { nodesAround } from '../../source/syntaxTree.ts'
import type { PlacedNode, SyntaxTree } from '../../source/syntaxTree.ts'
import { awaitedShareOf } from '../awaitedShareOf.ts'
import { closedAgain } from '../closedAgain.ts'
import { computingShare } from '../computingShare.ts'
import { connectionMaker } from '../connectionMaker.ts'
import { insertInModule, withReplacement } from '../hoist.ts'
import type { Finding, InsightRule, Seen } from '../insightRule.ts'
import { declarationOf, freshName, usedNames, usesOf } from '../names.ts'
import { isFunction } from '../repeats.ts'

/** A connection, or what keeps them, that each call makes anew and throws away. */
export const connectionReuse: InsightRule = {
  name: 'connection-reuse',
  effort: 'medium',
  kind: 'external wait',
  link: 'https://nodejs.org/api/http.html#class-httpagent',
  find: (tree, nodes, seen) => [
    ...nodes.flatMap((at) => findingAt(tree, at, seen) ?? []),
    // What a module sets up is cold: who asks with it waits.
    ...tree.nodes.flatMap((at) => closingAt(tree, at, seen) ?? []),
  ],
}

/** Variables that stand for one another: so many, then it is a ring. */
const deepest = 4

/** Less waiting is not worth a word. */
const leastWaiting = 0.05

/** Of so many questions, the one that opens a connection is little. */
const manyAsked = 8

function findingAt(tree: SyntaxTree, at: PlacedNode, { run, file }: Seen): Finding | null {
  const { node } = at
  if (node.type !== 'NewExpression' && node.type !== 'CallExpression') return null
  const made = connectionMaker(tree, at)
  if (made === null || !isThrownAway(tree, at)) return null
  const { isAgent } = made
  if (isAgent && keepsAlive(node.arguments[0]) === false) return null
  const what = tree.text.slice(node.callee.start, node.callee.end)
  const extent = bodyAround(at)
  const lines = { file, first: tree.lineAt(extent.start), last: tree.lineAt(extent.end - 1) }
  const measured = made.isInProcess ? openingWork(tree, at, { run, file }) : openingWait(tree, at, { run, file }, lines)
  return {
    extent,
    title: `Make \`${what}\` once, for all calls`,
    explanation: made.isInProcess
      ? 'Each call opens the database file, reads what is in it, and closes it again. Opened once, it answers all calls, and keeps pages and prepared queries.'
      : 'Each call makes connections of its own, and waits until they are open before it can ask anything. What is made once keeps them open for the calls that follow.',
    saves: { low: 0.02, high: 0.95 },
    edit: isAgent ? sharedAgent(tree, at) : null,
    measured,
  }
}

/** Requests whose connections are not kept; where an agent is a module's, those of the functions that use it. */
function closingAt(tree: SyntaxTree, at: PlacedNode, seen: Seen): Finding | null {
  const found = closedAgain(tree, at)
  if (found === null) return null
  const users = nodesAround(at).some(({ node }) => isFunction(node)) ? [at] : usersOf(tree, at)
  const waits = users.filter((user) => hasRun(tree, user, seen)).map((user) => bodyWait(seen, linesOf(tree, bodyAround(user))))
  const share = Math.max(0, ...waits)
  return {
    extent: { start: at.node.start, end: at.node.end },
    title: found.title,
    explanation: 'A connection is opened for each request, which waits for it, and closed behind its answer. Kept open, it serves the requests that follow.',
    saves: { low: 0.02, high: 0.8 },
    edit: found.edit,
    measured: { share: share < leastWaiting ? 0 : Math.min(1, share + 1 - (seen.run.waitingShare ?? 0)), evidence: `Requests with it are waited for during ${formatShare(share)} of the time; what opens connections computes, too.` },
  }
}

/** Where functions use a module's variable, or one that holds it. */
function usersOf(tree: SyntaxTree, at: PlacedNode): readonly PlacedNode[] {
  const declarator = nodesAround(at).find(({ node }) => node.type === 'VariableDeclarator')?.node
  if (declarator?.type !== 'VariableDeclarator' || declarator.id.type !== 'Identifier') return []
  const { id } = declarator
  return usesOf(tree, id.name).filter((use) => use.node !== id && declarationOf(tree, use, id.name)?.node === id).flatMap((use) => (nodesAround(use).some(({ node }) => isFunction(node)) ? [use] : usersOf(tree, use)))
}

function hasRun(tree: SyntaxTree, at: PlacedNode, { run, file }: Seen): boolean {
  const line = tree.lineAt(at.node.start)
  const { counts } = run.evidence ?? {}
  // Where nobody counted, the profiled function has run.
  return counts === undefined ? run.function.file === file && line >= run.function.startLine && line <= run.function.endLine : counts.some((each) => each.file === file && each.line === line && each.perCall > 0)
}

function linesOf(tree: SyntaxTree, { start, end }: Finding['extent']): { readonly first: number; readonly last: number } {
  return { first: tree.lineAt(start), last: tree.lineAt(end - 1) }
}

/** A file is opened and closed by work on this thread. */
function openingWork(tree: SyntaxTree, at: PlacedNode, { run, file }: Seen): NonNullable<Finding['measured']> {
  const lines = [...new Set([at, ...askedOf(tree, at, /^close$/u)].map(({ node }) => tree.lineAt(node.start)))]
  const share = Math.min(1, lines.reduce((sum, line) => sum + computingShare(run, { file, first: line, last: line }), 0))
  return { share, evidence: `Opening and closing it takes ${formatShare(share)} of the time.` }
}

/** Where the text says what opens the connection, that alone is waited for; else all may be. */
function openingWait(tree: SyntaxTree, at: PlacedNode, { run, file }: Seen, { first, last }: { readonly first: number; readonly last: number }): NonNullable<Finding['measured']> {
  const body = (run.evidence?.awaits ?? []).filter((each) => each.file === file && each.line >= first && each.line <= last)
  const opening = new Set([...at.parent?.node.type === 'AwaitExpression' ? [at] : [], ...askedOf(tree, at, /^(?:connect|initialize)$/u)].map(({ node }) => tree.lineAt(node.start)))
  const closing = new Set(askedOf(tree, at, /^(?:end|close|quit|disconnect|destroy|\$disconnect)$/u).map(({ node }) => tree.lineAt(node.start)))
  const opened = body.filter(({ line }) => opening.has(line))
  const made = run.evidence?.counts?.find((each) => each.file === file && each.line === tree.lineAt(at.node.start))?.perCall ?? 1
  const asked = Math.max(0, ...body.map(({ perCall }) => perCall)) / made
  // With what closes it.
  const share = Math.min(1, body.filter(({ line }) => opening.has(line) || closing.has(line)).reduce((sum, each) => sum + each.share, 0))
  if (opened.length > 0) return { share, evidence: `Opening and closing it takes ${formatShare(share)} of the time.` }
  const waits = asked >= manyAsked ? 0 : bodyWait({ run, file }, { first, last })
  // Opening a connection is waiting and work: tried, a shared agent saved more than all of the waiting.
  return { share: waits < leastWaiting ? 0 : Math.min(1, waits + 1 - (run.waitingShare ?? 0)), evidence: `Lines ${first + 1} to ${last + 1} wait for ${formatShare(waits)} of the time; what opens connections computes, too.` }
}

/** A function that hands on a promise awaits nothing itself: it may be what the call waits for. */
function bodyWait({ run, file }: Seen, { first, last }: { readonly first: number; readonly last: number }): number {
  const isAwaitedHere = run.evidence?.awaits?.some((each) => each.file === file && each.line >= first && each.line <= last) ?? true
  return isAwaitedHere ? awaitedShareOf(run, { file, first, last }) : run.waitingShare ?? 0
}

/** Calls of methods on what is made there, once it has a name. */
function askedOf(tree: SyntaxTree, at: PlacedNode, methods: RegExp): readonly PlacedNode[] {
  const declarator = nodesAround(at).find(({ node }) => node.type !== 'AwaitExpression' && node.type !== 'TSAsExpression')?.node
  if (declarator?.type !== 'VariableDeclarator' || declarator.id.type !== 'Identifier') return []
  const { id } = declarator
  return usesOf(tree, id.name).filter((use) => use.parent?.node.type === 'MemberExpression' && use.parent.node.property.type === 'Identifier' && methods.test(use.parent.node.property.name) && declarationOf(tree, use, id.name)?.node === id)
}

/** It stays in the function that makes it: nobody keeps it or gets it. */
function isThrownAway(tree: SyntaxTree, at: PlacedNode, depth = 0): boolean {
  const holder = holderOf(at)
  if (holder === null || depth > deepest) return false
  if (holder.node.type !== 'VariableDeclarator') return true
  const { id } = holder.node
  const scope = nodesAround(holder).find(({ node }) => isFunction(node))
  if (id.type !== 'Identifier' || scope === undefined) return false
  const uses = usesOf(tree, id.name).filter((use) => use.node !== id && declarationOf(tree, use, id.name)?.node === id)
  // What is asked of it is something else.
  return uses.every((use) => (use.parent?.node.type === 'MemberExpression' && use.parent.node.object === use.node) || isThrownAway(tree, use, depth + 1))
}

/** What takes a value in the function around: a variable, a call that is given it, a statement that drops it; null where it leaves the function, or is none's. */
function holderOf(at: PlacedNode): PlacedNode | null {
  let below = at
  for (const around of nodesAround(at)) {
    const { node } = around
    switch (node.type) {
      case 'AwaitExpression':
      case 'Property':
      case 'ObjectExpression':
      case 'TSAsExpression':
      case 'TSNonNullExpression':
        break
      case 'MemberExpression':
        if (node.object !== below.node) return null
        break
      case 'CallExpression':
      case 'NewExpression':
        if (node.callee !== below.node) return isStoring(node.callee) ? null : inFunction(around)
        // What others answer is something else.
        if (!isChained(node.callee)) return inFunction(around)
        break
      case 'VariableDeclarator':
      case 'ExpressionStatement': return inFunction(around)
      default: return null
    }
    below = around
  }
  return null
}

function inFunction(at: PlacedNode): PlacedNode | null {
  return nodesAround(at).some(({ node }) => isFunction(node)) ? at : null
}

/** It answers with what it is called on, once that is open. */
function isChained(callee: Node): boolean {
  return callee.type === 'MemberExpression' && callee.property.type === 'Identifier' && ['connect', 'initialize', 'on', 'once'].includes(callee.property.name)
}

/** `known.set(key, client)` */
function isStoring(callee: Node): boolean {
  return callee.type === 'MemberExpression' && callee.property.type === 'Identifier' && ['set', 'add', 'push', 'unshift'].includes(callee.property.name)
}

/** The innermost function: what waits for the connection may be anywhere in it. */
function bodyAround(at: PlacedNode): Finding['extent'] {
  const { node } = nodesAround(at).find((around) => isFunction(around.node)) ?? at
  return { start: node.start, end: node.end }
}

/** Whether an agent's options ask for connections that stay open; null where they do not say. */
function keepsAlive(options: Node | undefined): boolean | null {
  const property = options?.type === 'ObjectExpression' ? options.properties.find((each) => each.type === 'Property' && each.key.type === 'Identifier' && each.key.name === 'keepAlive') : undefined
  return property?.type === 'Property' && property.value.type === 'Literal' ? property.value.value === true : null
}

/** An agent for all calls that keeps its connections open; null where this one's are closed, or its options are not the same in all calls. */
function sharedAgent(tree: SyntaxTree, at: PlacedNode): Finding['edit'] {
  const { node, parent } = at
  if (node.type !== 'NewExpression') return null
  const [options] = node.arguments
  const name = parent?.node.type === 'VariableDeclarator' && parent.node.id.type === 'Identifier' ? parent.node.id.name : null
  if (name !== null && usesOf(tree, name).some((use) => use.parent?.node.type === 'MemberExpression' && use.parent.node.object === use.node)) return null
  if (options !== undefined && (options.type !== 'ObjectExpression' || options.properties.some((each) => each.type !== 'Property'))) return null
  const text = (part: Node): string => tree.text.slice(part.start, part.end)
  const fields = options === undefined ? [] : options.properties.map(text)
  const all = keepsAlive(options) === true ? fields : ['keepAlive: true', ...fields]
  const shared = freshName(tree, 'sharedAgent')
  const names = [...usedNames(at)]
  const before = insertInModule(tree, at, `const ${shared} = new ${text(node.callee)}({ ${all.join(', ')} })`, names)
  return before === null ? null : withReplacement(before, { start: node.start, end: node.end, text: shared })
}
