import type { Node } from 'oxc-parser'
import { bare } from '../../source/syntaxNode.ts'
import type { PlacedNode, SyntaxTree } from '../../source/syntaxTree.ts'
import { blocking } from '../blocking.ts'
import type { Finding, InsightRule, Seen } from '../insightRule.ts'
import { moduleMember } from '../moduleMember.ts'
import { declarationOf } from '../names.ts'
import { repetitionsAround } from '../repeats.ts'
import { mayLetGo } from '../threadUse.ts'

/** Compressing, hashing and parsing that other threads could do. */
export const mainThreadWork: InsightRule = {
  name: 'main-thread-work',
  effort: 'medium',
  kind: 'resource constraint',
  goals: ['latency', 'throughput'],
  link: 'https://nodejs.org/learn/asynchronous-work/dont-block-the-event-loop',
  find: (tree, nodes, seen) => nodes.flatMap((at) => findingAt(tree, at, seen) ?? []),
}

/** Modules whose `…Sync` has a twin that works on Node's own threads. */
const withTwins: ReadonlySet<string> = new Set(['zlib', 'crypto', 'bcrypt', 'argon2', '@node-rs/bcrypt', '@node-rs/argon2', 'snappy'])

/** A text that takes as long is worth the copy that another thread gets of what is in it. */
const longestParseMs = 50

interface Work {
  /** What keeps the thread. */
  readonly name: string
  /** What does the same elsewhere. */
  readonly instead: string
  readonly leastMs?: number
}

function findingAt(tree: SyntaxTree, at: PlacedNode, seen: Seen): Finding | null {
  const { node } = at
  if (node.type !== 'CallExpression' || !mayLetGo(tree, at)) return null
  const callee: PlacedNode = { node: bare(node.callee), parent: at }
  const work = workOf(tree, callee, node.arguments)
  const extent = { start: node.start, end: node.end }
  const measured = work && blocking(tree, seen, extent, work.leastMs)
  if (work === null || measured === null) return null
  const isRepeated = repetitionsAround(at).length > 0
  return {
    extent,
    title: `Let ${work.instead} do it: \`${work.name}\` keeps the thread`,
    explanation: `Until it is done nothing else runs on this thread: no request, no timer, no other promise. Another thread does the same meanwhile${isRepeated ? ', and several do many of them at once' : ', in the same time'}.`,
    saves: { low: 0, high: isRepeated ? 0.75 : 0 },
    edit: null,
    measured,
  }
}

function workOf(tree: SyntaxTree, callee: PlacedNode, parts: readonly Node[]): Work | null {
  const { node } = callee
  const called = moduleMember(tree, callee)
  if (called !== null) {
    if (!withTwins.has(called.module)) return null
    if (called.name.endsWith('Sync')) return { name: called.name, instead: `\`${called.name.slice(0, -'Sync'.length)}\`` }
    return called.module === 'crypto' && called.name === 'hash' ? { name: 'hash', instead: digestOf(parts) } : null
  }
  if (node.type !== 'MemberExpression' || node.computed || node.property.type !== 'Identifier') return null
  const object = bare(node.object)
  const { name } = node.property
  if (name === 'update') return isHash(tree, { node: object, parent: callee }) ? { name: 'createHash', instead: digestOf(object.type === 'CallExpression' ? object.arguments : []) } : null
  // What else a line computes is not its text's.
  const isJson = object.type === 'Identifier' && object.name === 'JSON' && (name === 'parse' || name === 'stringify') && (parts[0]?.type === 'Identifier' || parts[0]?.type === 'MemberExpression')
  return isJson ? { name: `JSON.${name}`, instead: aWorker, leastMs: longestParseMs } : null
}

const aWorker = 'a worker'

/** Of what a hash is made at once, by an algorithm that both know. */
function digestOf([algorithm]: readonly Node[]): string {
  return algorithm?.type === 'Literal' && typeof algorithm.value === 'string' && /^sha-?(?:1|256|384|512)$/iu.test(algorithm.value) ? '`crypto.subtle.digest`' : aWorker
}

/** `createHash(…)`, or a variable that holds it. */
function isHash(tree: SyntaxTree, at: PlacedNode): boolean {
  const { node } = at
  if (node.type === 'CallExpression') return moduleMember(tree, { node: bare(node.callee), parent: at })?.name === 'createHash'
  const declarator = node.type === 'Identifier' ? declarationOf(tree, at, node.name)?.parent : null
  return declarator?.node.type === 'VariableDeclarator' && declarator.node.init?.type === 'CallExpression' && isHash(tree, { node: declarator.node.init, parent: declarator })
}
