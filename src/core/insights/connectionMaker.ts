import type { Node } from 'oxc-parser'
import { bare } from '../source/syntaxNode.ts'
import { nodesBelow } from '../source/syntaxTree.ts'
import type { PlacedNode, SyntaxTree } from '../source/syntaxTree.ts'
import { calledFunction } from './calledFunction.ts'
import { moduleMember } from './moduleMember.ts'
import { declarationOf, usesOf } from './names.ts'
import { onlyResult } from './onlyResult.ts'
import { isFunction } from './repeats.ts'

/** What makes a connection, or what keeps connections. */
export interface ConnectionMaker {
  /** An agent of `node:http` or `node:https`: it opens connections when it is asked. */
  readonly isAgent: boolean
  /** A database within the process: opening its file is work, and no wait. */
  readonly isInProcess: boolean
}

/** As module and member. */
const makers = new RegExp(`^(?:${[
  'https?/Agent', 'http2/connect', '(?:net|tls)/(?:connect|createConnection)', 'undici/(?:Agent|Pool|Client)',
  'pg/(?:Pool|Client)', 'mysql2?(?:/promise)?/create(?:Pool|Connection)', 'mongodb/MongoClient(?:\\.connect)?', 'mongoose/(?:connect|createConnection)',
  'redis/createClient', 'ioredis/(?:Redis)?', '@prisma/client/PrismaClient', 'knex/(?:knex)?', 'sequelize/Sequelize', 'typeorm/DataSource',
  'nodemailer/createTransport', 'amqplib/connect', '@aws-sdk/[\\w-]+/\\w+Client',
  'sqlite/DatabaseSync', 'better-sqlite3/(?:Database)?', 'sqlite3/Database',
].join('|')})$`, 'u')

/** Names of what makes connections, of whatever package: it is held to that by being closed again. */
const makerNames = /^(?:\w*(?:Client|Connection|Pool|Database|DatabaseSync)|connect(?:To\w+)?|create(?:Client|Connection|Pool)|open(?:Client|Connection|Database|Db)?|getConnection)$/u
const closers: ReadonlySet<string> = new Set(['end', 'close', 'quit', 'disconnect', 'destroy', '$disconnect'])

/** Functions that hand on what others make. */
const deepest = 2

/** What a call or a `new` makes, itself or by a function of the same text; null where that is no connection, as far as it tells, or one to something else in each call. */
export function connectionMaker(tree: SyntaxTree, at: PlacedNode, depth = 0): ConnectionMaker | null {
  const { node } = at
  if (node.type !== 'NewExpression' && node.type !== 'CallExpression') return null
  const made = moduleMember(tree, { node: node.callee, parent: at })
  if (made !== null && makers.test(`${made.module}/${made.name}`)) {
    if (isInProcess(made.module) && isOfOneCall(tree, at, node.arguments[0])) return null
    return { isAgent: made.name === 'Agent' && made.module !== 'undici', isInProcess: isInProcess(made.module) }
  }
  const called = depth < deepest ? calledFunction(tree, at) : null
  if (called !== null) {
    const found = resultOf(tree, called, depth)
    if (found !== null) return found
  }
  return (made === null || !/^(?:fs|child_process|worker_threads|fs\/promises|zlib)$/u.test(made.module)) && makerNames.test(lastName(node.callee)) && isClosedAgain(tree, at) ? { isAgent: false, isInProcess: false } : null
}

/** A file is its own database: others are opened for others, and one in memory is empty each time. */
function isInProcess(module: string): boolean {
  return module === 'sqlite' || module === 'better-sqlite3' || module === 'sqlite3'
}

/** The path is a parameter's, or no file's. */
function isOfOneCall(tree: SyntaxTree, at: PlacedNode, path: Node | undefined): boolean {
  if (path === undefined || (path.type === 'Literal' && (path.value === ':memory:' || path.value === ''))) return true
  const scope = functionAround(at)
  return scope !== null && nodesBelow({ node: path, parent: at }).some((each) => {
    const declared = each.node.type === 'Identifier' ? declarationOf(tree, each, each.node.name)?.node : undefined
    return declared !== undefined && declared.start >= scope.node.start && declared.end <= scope.node.end
  })
}

/** What a function returns, where it makes it. */
function resultOf(tree: SyntaxTree, made: PlacedNode, depth: number): ConnectionMaker | null {
  const result = onlyResult(made)
  return result && madeBy(tree, result, made.node, depth + 1)
}

function madeBy(tree: SyntaxTree, at: PlacedNode, within: Node, depth: number): ConnectionMaker | null {
  const node = bareAwaited(at.node)
  if (node.type !== 'Identifier') return connectionMaker(tree, { node, parent: at.parent }, depth)
  const declarator = declarationOf(tree, at, node.name)?.parent
  if (declarator?.node.type !== 'VariableDeclarator' || declarator.node.init === null || declarator.node.start < within.start || declarator.node.end > within.end) return null
  return connectionMaker(tree, { node: bareAwaited(declarator.node.init), parent: declarator }, depth)
}

/** Its variable is asked something, and closed, in the function that made it. */
function isClosedAgain(tree: SyntaxTree, at: PlacedNode): boolean {
  let holder = at.parent
  while (holder !== null && (holder.node.type === 'AwaitExpression' || holder.node.type === 'TSAsExpression')) holder = holder.parent
  const scope = functionAround(at)
  if (scope === null || holder?.node.type !== 'VariableDeclarator' || holder.node.id.type !== 'Identifier') return false
  const { name } = holder.node.id
  const asked = usesOf(tree, name).filter(({ node }) => node.start >= scope.node.start && node.end <= scope.node.end).flatMap(({ node, parent }) => (
    parent?.node.type === 'MemberExpression' && parent.node.object === node && parent.node.property.type === 'Identifier' && parent.parent?.node.type === 'CallExpression' ? [parent.node.property.name] : []))
  return asked.some((each) => closers.has(each)) && asked.some((each) => !closers.has(each) && each !== 'connect' && each !== 'on' && each !== 'once')
}

function functionAround(at: PlacedNode): PlacedNode | null {
  for (let around = at.parent; around !== null; around = around.parent) if (isFunction(around.node)) return around
  return null
}

function lastName(callee: Node): string {
  const node = callee.type === 'MemberExpression' ? callee.property : callee
  return node.type === 'Identifier' ? node.name : ''
}

function bareAwaited(node: Node): Node {
  switch (node.type) {
    case 'AwaitExpression': return bareAwaited(node.argument)
    case 'TSAsExpression':
    case 'TSNonNullExpression':
    case 'ParenthesizedExpression': return bare(node.expression)
    default: return node
  }
}
