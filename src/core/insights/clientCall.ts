import type { Node } from 'oxc-parser'
import { bare } from '../source/syntaxNode.ts'
import { nodesBelow } from '../source/syntaxTree.ts'
import type { PlacedNode, SyntaxTree } from '../source/syntaxTree.ts'
import { moduleMember } from './moduleMember.ts'
import { functionOf } from './names.ts'

/** What only clients of databases are asked for. */
const queries = /^(?:query|queryRaw|execute|find(?:One|Unique|First|Many|All|ById|ByPk|OneBy|By|OrFail|UniqueOrThrow|FirstOrThrow)|findOne[A-Z]\w*|findBy[A-Z]\w*|getRepository|\$queryRaw|\$executeRaw)$/u

/** What others are asked for too: it takes a client to be asked. */
const requests = /^(?:get|post|put|patch|fetch|request|select|find|load|insert|update|upsert|save|send|count|first|all|run|hget|hgetall|mget|getItem)$/u

/** Names that people give to clients of databases and servers. */
const clients = /^(?:db|database|prisma|knex|pool|conn|connection|sequelize|repo|sql|pg|mysql|redis|mongo|dynamo|supabase|http|https|axios|got|ky|superagent|api|\w*(?:Db|DB|Client|Repo|Repository|Connection|Pool|Api|API|Dao|DAO)|client|repository|orm)$/u

/** Functions that ask a server. */
const fetching = /^(?:fetch|axios|got|ky|nodeFetch|undiciFetch)$/u

/** A module of the program's own that keeps such calls. */
const clientModules = /^\..*\/(?:db|database|api)(?:\/|\.[cm]?[jt]sx?$|$)/u

/** How a call asks a database or a server, as `db.query`, itself or through a function of the same text; null where it does not, as far as names tell. */
export function clientCall(tree: SyntaxTree, at: PlacedNode): string | null {
  const { node } = at
  const direct = directCall(node)
  if (direct !== null || node.type !== 'CallExpression') return direct
  const callee: PlacedNode = { node: bare(node.callee), parent: at }
  if (callee.node.type !== 'Identifier') return null
  const { name } = callee.node
  return asksItself(tree, callee, name) || clientModules.test(moduleMember(tree, callee)?.module ?? '') ? name : null
}

function directCall(node: Node): string | null {
  if (node.type === 'TaggedTemplateExpression') return node.tag.type === 'Identifier' && node.tag.name === 'sql' ? 'sql' : null
  if (node.type !== 'CallExpression') return null
  const callee = bare(node.callee)
  if (callee.type === 'Identifier') return fetching.test(callee.name) ? callee.name : null
  if (callee.type !== 'MemberExpression' || callee.computed || callee.property.type !== 'Identifier') return null
  const method = callee.property.name
  const owners = ownersOf(callee.object)
  return owners.length > 0 && (queries.test(method) || (requests.test(method) && owners.some((name) => clients.test(name)))) ? `${owners.join('.')}.${method}` : null
}

/** A function of this text that asks one itself. */
function asksItself(tree: SyntaxTree, callee: PlacedNode, name: string): boolean {
  const made = functionOf(tree, callee, name)
  return made !== null && nodesBelow(made).some((each) => directCall(each.node) !== null)
}

/** `prisma`, `user` of `prisma.user`; calls between, as `knex('users').where(…)`, by what they are called on. */
function ownersOf(node: Node): readonly string[] {
  const names: string[] = []
  for (let at = node; ;) {
    switch (at.type) {
      case 'TSNonNullExpression':
      case 'TSAsExpression':
      case 'ParenthesizedExpression': at = at.expression
        break
      case 'CallExpression': at = at.callee
        break
      case 'MemberExpression':
        if (at.property.type === 'Identifier' && !at.computed) names.unshift(at.property.name)
        at = at.object
        break
      case 'Identifier': return [at.name, ...names]
      default: return names
    }
  }
}
