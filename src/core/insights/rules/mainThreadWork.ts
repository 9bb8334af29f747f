import type { Node } from 'oxc-parser'
import { bare } from '../../source/syntaxNode.ts'
import type { PlacedNode, SyntaxTree } from '../../source/syntaxTree.ts'
import { blocking } from '../blocking.ts'
import type { Finding, InsightRule, Seen } from '../insightRule.ts'
import { isHash } from '../isHash.ts'
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

/** Packages that parse and write texts on the thread that asks them to. */
const parsers = /^(?:js-yaml|yaml|csv-parse\/sync|papaparse|fast-xml-parser|xml-js|txml|marked|markdown-it|json5|toml|smol-toml|cheerio|node-html-parser|v8)$/u
const parses = /^(?:default\.)?(?:load|loadAll|parse|parseDocument|parseAllDocuments|xml2js|xml2json|dump|stringify|render|serialize|deserialize|)$/u

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
    if (parsers.test(called.module) && parses.test(called.name)) return { name: called.name === '' ? called.module : called.name, instead: aWorker, leastMs: longestParseMs }
    // It has no threads of its own: awaited, it lets others have this one now and then.
    if (called.module === 'bcryptjs' && called.name.endsWith('Sync')) return { name: called.name, instead: '`bcrypt`, which has threads,' }
    if (!withTwins.has(called.module)) return null
    if (called.name.endsWith('Sync')) return { name: called.name, instead: `\`${called.name.slice(0, -'Sync'.length)}\`` }
    return called.module === 'crypto' && called.name === 'hash' ? { name: 'hash', instead: digestOf(parts) } : null
  }
  if (node.type !== 'MemberExpression' || node.computed || node.property.type !== 'Identifier') return null
  const object = bare(node.object)
  const { name } = node.property
  if (name === 'update') return isHash(tree, { node: object, parent: callee }) ? { name: 'createHash', instead: digestOf(object.type === 'CallExpression' ? object.arguments : []) } : null
  if (name === 'parse' && isParser(tree, { node: object, parent: callee })) return { name, instead: aWorker, leastMs: longestParseMs }
  const isJson = object.type === 'Identifier' && object.name === 'JSON' && (name === 'parse' || name === 'stringify') && isAtHand(tree, { node: parts[0] ?? node, parent: callee })
  return isJson ? { name: `JSON.${name}`, instead: aWorker, leastMs: longestParseMs } : null
}

const aWorker = 'a worker'

/** A text that is there, or soon read: what else a line computes is not its text's. */
function isAtHand(tree: SyntaxTree, { node, parent }: PlacedNode): boolean {
  switch (node.type) {
    case 'Identifier':
    case 'MemberExpression': return node.type === 'Identifier' || node.object.type !== 'CallExpression'
    case 'AwaitExpression': return true
    case 'CallExpression': {
      const called = moduleMember(tree, { node: node.callee, parent })
      if (called?.module === 'fs' && called.name === 'readFileSync') return true
      return node.callee.type === 'MemberExpression' && node.callee.property.type === 'Identifier' && node.callee.property.name === 'toString' && isAtHand(tree, { node: node.callee.object, parent })
    }
    default: return false
  }
}

/** `new XMLParser()`, or a variable that holds it. */
function isParser(tree: SyntaxTree, at: PlacedNode): boolean {
  const { node } = at
  if (node.type === 'NewExpression') return parsers.test(moduleMember(tree, { node: bare(node.callee), parent: at })?.module ?? '')
  const declarator = node.type === 'Identifier' ? declarationOf(tree, at, node.name)?.parent : null
  return declarator?.node.type === 'VariableDeclarator' && declarator.node.init?.type === 'NewExpression' && isParser(tree, { node: declarator.node.init, parent: declarator })
}

/** Of what a hash is made at once, by an algorithm that both know. */
function digestOf([algorithm]: readonly Node[]): string {
  return algorithm?.type === 'Literal' && typeof algorithm.value === 'string' && /^sha-?(?:1|256|384|512)$/iu.test(algorithm.value) ? '`crypto.subtle.digest`' : aWorker
}
