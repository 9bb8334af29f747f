import type { Node } from 'oxc-parser'
import type { Rewrite } from '../source/rewriteText.ts'
import { nodesAround } from '../source/syntaxTree.ts'
import type { PlacedNode, SyntaxTree } from '../source/syntaxTree.ts'
import { moduleMember } from './moduleMember.ts'
import { isFunction } from './repeats.ts'

/** Options that have each request's connection closed behind it. */
export interface ClosedAgain {
  /** What to do, a title. */
  readonly title: string
  readonly edit: readonly Rewrite[] | null
}

/** What asks to close connections, or does not ask to keep them: `agent: false`, `connection: 'close'`, a module's agent without `keepAlive`; null for other code. */
export function closedAgain(tree: SyntaxTree, at: PlacedNode): ClosedAgain | null {
  const { node } = at
  if (node.type === 'NewExpression') return agentOf(tree, at, node)
  if (node.type !== 'Property' || node.value.type !== 'Literal') return null
  const key = node.key.type === 'Identifier' ? node.key.name : node.key.type === 'Literal' && typeof node.key.value === 'string' ? node.key.value : ''
  if (key === 'agent' && node.value.value === false && isOfRequest(tree, at)) return { title: 'Leave `agent: false` out: it opens a connection for each request', edit: null }
  if (/^connection$/iu.test(key) && typeof node.value.value === 'string' && /^close$/iu.test(node.value.value) && isHeader(at)) return { title: `Leave \`${tree.text.slice(node.start, node.end)}\` out: it opens a connection for each request`, edit: null }
  return null
}

/** Node's agents close connections that nobody waits for, unless they are told to keep them; only the global one is told: https://nodejs.org/api/http.html#new-agentoptions */
function agentOf(tree: SyntaxTree, at: PlacedNode, { callee, arguments: [options] }: Extract<Node, { type: 'NewExpression' }>): ClosedAgain | null {
  const made = moduleMember(tree, { node: callee, parent: at })
  if (made === null || made.name !== 'Agent' || !/^https?$/u.test(made.module) || nodesAround(at).some(({ node }) => isFunction(node))) return null
  const title = `Have \`${tree.text.slice(callee.start, callee.end)}\` keep its connections: it closes each behind its request`
  if (options === undefined) return { title, edit: null }
  if (options.type !== 'ObjectExpression' || options.properties.some((each) => each.type !== 'Property')) return null
  const keepAlive = options.properties.find((each) => each.type === 'Property' && each.key.type === 'Identifier' && each.key.name === 'keepAlive')
  const [first] = options.properties
  if (keepAlive === undefined) return { title, edit: first === undefined ? null : [{ start: first.start, end: first.start, text: 'keepAlive: true, ' }] }
  if (keepAlive.type !== 'Property' || keepAlive.value.type !== 'Literal' || keepAlive.value.value !== false) return null
  return { title, edit: [{ start: keepAlive.value.start, end: keepAlive.value.end, text: 'true' }] }
}

/** `http.get(url, { agent: false })` */
function isOfRequest(tree: SyntaxTree, at: PlacedNode): boolean {
  const call = at.parent?.parent
  if (call?.node.type !== 'CallExpression') return false
  const called = moduleMember(tree, { node: call.node.callee, parent: call })
  return called !== null && /^https?$/u.test(called.module) && /^(?:get|request)$/u.test(called.name)
}

/** `headers: { connection: 'close' }` of a request: an answer's header is the server's matter. */
function isHeader(at: PlacedNode): boolean {
  const owner = at.parent?.parent?.node
  return owner?.type === 'Property' && owner.key.type === 'Identifier' && owner.key.name === 'headers' && nodesAround(at).some(({ node }) => node.type === 'CallExpression' && node.callee.type !== 'Super')
}
