import type { Node } from 'oxc-parser'
import { formatShare } from '../../presentation/formatShare.ts'
import { nodesAround } from '../../source/syntaxTree.ts'
import type { PlacedNode, SyntaxTree } from '../../source/syntaxTree.ts'
import { insertInModule, withReplacement } from '../hoist.ts'
import type { Finding, InsightRule, Seen } from '../insightRule.ts'
import { moduleMember } from '../moduleMember.ts'
import { freshName, usedNames, usesOf } from '../names.ts'
import { isFunction } from '../repeats.ts'
import { waitingShareOf } from '../waitingShareOf.ts'

/** A connection, or what keeps them, that each call makes anew and throws away. */
export const connectionReuse: InsightRule = {
  name: 'connection-reuse',
  effort: 'medium',
  kind: 'external wait',
  link: 'https://nodejs.org/api/http.html#class-httpagent',
  find: (tree, nodes, seen) => nodes.flatMap((at) => findingAt(tree, at, seen) ?? []),
}

/** What makes connections, as module and member. */
const makers = new RegExp(`^(?:${[
  'https?/Agent', 'http2/connect', '(?:net|tls)/(?:connect|createConnection)', 'undici/(?:Agent|Pool|Client)',
  'pg/(?:Pool|Client)', 'mysql2?(?:/promise)?/create(?:Pool|Connection)', 'mongodb/MongoClient(?:\\.connect)?', 'mongoose/(?:connect|createConnection)',
  'redis/createClient', 'ioredis/(?:Redis)?', '@prisma/client/PrismaClient', 'knex/(?:knex)?', 'sequelize/Sequelize', 'typeorm/DataSource',
  'nodemailer/createTransport', 'amqplib/connect', '@aws-sdk/[\\w-]+/\\w+Client',
].join('|')})$`, 'u')

/** Variables that stand for one another: so many, then it is a ring. */
const deepest = 4

/** Less waiting is not worth a word. */
const leastWaiting = 0.05

function findingAt(tree: SyntaxTree, at: PlacedNode, { run, file }: Seen): Finding | null {
  const { node } = at
  if (node.type !== 'NewExpression' && node.type !== 'CallExpression') return null
  const made = moduleMember(tree, { node: node.callee, parent: at })
  if (made === null || !makers.test(`${made.module}/${made.name}`) || !isThrownAway(tree, at)) return null
  const isAgent = made.name === 'Agent' && made.module !== 'undici'
  if (isAgent && keepsAlive(node.arguments[0]) === false) return null
  const what = tree.text.slice(node.callee.start, node.callee.end)
  const extent = bodyAround(at)
  const lines = { file, first: tree.lineAt(extent.start), last: tree.lineAt(extent.end - 1) }
  const waits = waitingShareOf(run, lines)
  return {
    extent,
    title: `Make \`${what}\` once, for all calls`,
    explanation: 'Each call makes connections of its own, and waits until they are open before it can ask anything. What is made once keeps them open for the calls that follow.',
    saves: { low: 0.02, high: 0.95 },
    edit: isAgent ? sharedAgent(tree, at) : null,
    // Opening a connection is waiting and work: tried, a shared agent saved more than all of the waiting.
    measured: { share: waits < leastWaiting ? 0 : Math.min(1, waits + 1 - (run.waitingShare ?? 0)), evidence: `Lines ${lines.first + 1} to ${lines.last + 1} wait for ${formatShare(waits)} of the time; what opens connections computes, too.` },
  }
}

/** It stays in the function that makes it: nobody keeps it or gets it. */
function isThrownAway(tree: SyntaxTree, at: PlacedNode, depth = 0): boolean {
  const holder = holderOf(at)
  if (holder === null || depth > deepest) return false
  if (holder.node.type !== 'VariableDeclarator') return true
  const { id } = holder.node
  const scope = nodesAround(holder).find(({ node }) => isFunction(node))
  if (id.type !== 'Identifier' || scope === undefined) return false
  const uses = usesOf(tree, id.name).filter(({ node }) => node !== id && node.start >= scope.node.start && node.end <= scope.node.end)
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
