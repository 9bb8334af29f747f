import type { Node } from 'oxc-parser'
import { bare } from '../source/syntaxNode.ts'
import { nodesBelow } from '../source/syntaxTree.ts'
import type { PlacedNode, SyntaxTree } from '../source/syntaxTree.ts'
import { calledFunction } from './calledFunction.ts'
import { clientMakers, clientPackages, clients, fetchers, fetching, queries, requests } from './clientNames.ts'
import { moduleMember } from './moduleMember.ts'
import { declarationOf } from './names.ts'

/** A module of the program's own that keeps such calls. */
const clientModules = /^\..*\/(?:db|database|api)(?:\/|\.[cm]?[jt]sx?$|$)/u

/** Methods of maps and arrays. */
const ofCollections = /^(?:get|set|has|delete|add|values|keys|entries|at|find|findIndex|filter|map|flatMap|some|every|includes|indexOf|push|slice|concat|join|from|of|resolve)$/u

/** Whether a function asks, by its node: each is looked through once. */
const askingFunctions = new WeakMap<Node, boolean>()

/** How a call asks a database or a server, as `db.query`, itself or through functions of the same text; null where it does not, as far as names tell. */
export function clientCall(tree: SyntaxTree, at: PlacedNode): string | null {
  const direct = directCall(tree, at)
  const called = calledFunction(tree, at)
  if (direct !== null) return called === null || mayWait(called) ? direct : null
  if (at.node.type !== 'CallExpression') return null
  const callee: PlacedNode = { node: bare(at.node.callee), parent: at }
  if (called !== null) return asks(tree, called) ? nameOf(callee.node) : null
  return clientModules.test(moduleMember(tree, callee)?.module ?? '') ? nameOf(callee.node) : null
}

/** What has the name of a client's and waits for nothing has its rows at hand. */
function mayWait(made: PlacedNode): boolean {
  return nodesBelow(made).some(({ node }) => {
    if (node.type !== 'CallExpression') return node.type === 'AwaitExpression' || (node.type === 'NewExpression' && node.callee.type === 'Identifier' && node.callee.name === 'Promise')
    const callee = bare(node.callee)
    return callee.type !== 'MemberExpression' || callee.property.type !== 'Identifier' || !ofCollections.test(callee.property.name)
  })
}

/** A function of this text that asks one, itself or through others. */
function asks(tree: SyntaxTree, made: PlacedNode): boolean {
  const known = askingFunctions.get(made.node)
  if (known !== undefined) return known
  // One that calls itself says nothing by that.
  askingFunctions.set(made.node, false)
  const found = nodesBelow(made).some((each) => clientCall(tree, each) !== null)
  askingFunctions.set(made.node, found)
  return found
}

function directCall(tree: SyntaxTree, at: PlacedNode): string | null {
  const { node } = at
  if (node.type === 'TaggedTemplateExpression') return taggedCall(node.tag)
  if (node.type !== 'CallExpression') return null
  const callee = bare(node.callee)
  const placed: PlacedNode = { node: callee, parent: at }
  if (isFetcher(tree, placed)) return nameOf(callee)
  if (callee.type === 'Identifier') return fetching.test(callee.name) ? callee.name : null
  if (callee.type !== 'MemberExpression' || callee.computed || callee.property.type !== 'Identifier') return null
  const method = callee.property.name
  const owners = ownersOf(callee.object)
  if (owners.length === 0) return null
  const isAsked = queries.test(method) || (requests.test(method) && (owners.some((name) => clients.test(name)) || isMadeClient(tree, placed)))
  return isAsked ? `${owners.join('.')}.${method}` : null
}

function taggedCall(tag: Node): string | null {
  if (tag.type === 'Identifier') return tag.name === 'sql' ? 'sql' : null
  return tag.type === 'MemberExpression' && tag.property.type === 'Identifier' && /^\$(?:query|execute)Raw$/u.test(tag.property.name) ? nameOf(tag) : null
}

/** `request` of `import { request } from 'undici'`, `superagent.get`; not what only sets something up. */
function isFetcher(tree: SyntaxTree, callee: PlacedNode): boolean {
  const called = moduleMember(tree, callee)
  return called !== null && fetchers.test(called.module) && /^(?:fetch|request|stream|get|post|put|patch|head|)$/u.test(called.name)
}

/** What a text makes a client of, under another name: `const store = new Pool()`. */
function isMadeClient(tree: SyntaxTree, callee: PlacedNode): boolean {
  let at = callee.node
  while (at.type === 'MemberExpression') at = bare(at.object)
  if (at.type !== 'Identifier') return false
  const declarator = declarationOf(tree, { node: at, parent: callee }, at.name)?.parent
  if (declarator?.node.type !== 'VariableDeclarator' || declarator.node.id.type !== 'Identifier' || declarator.node.init === null) return false
  const init = bare(declarator.node.init)
  const made = init.type === 'AwaitExpression' ? bare(init.argument) : init
  if (made.type !== 'NewExpression' && made.type !== 'CallExpression') return false
  const maker = bare(made.callee)
  const last = maker.type === 'MemberExpression' ? maker.property : maker
  if (last.type === 'Identifier' && clientMakers.test(last.name)) return true
  const member = moduleMember(tree, { node: maker, parent: declarator })
  return member !== null && clientPackages.test(member.module)
}

/** `db.query` of code; the last name where it hangs on something that has none. */
function nameOf(callee: Node): string {
  if (callee.type === 'Identifier') return callee.name
  if (callee.type !== 'MemberExpression') return 'it'
  const { property } = callee
  const name = property.type === 'Identifier' ? property.name : property.type === 'PrivateIdentifier' ? `#${property.name}` : 'it'
  return [...ownersOf(callee.object), name].join('.')
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
      case 'AwaitExpression': at = at.argument
        break
      case 'CallExpression': at = at.callee
        break
      case 'MemberExpression':
        if (at.property.type === 'PrivateIdentifier' || (at.property.type === 'Identifier' && !at.computed)) names.unshift(at.property.name)
        at = at.object
        break
      case 'Identifier': return [at.name, ...names]
      default: return names
    }
  }
}
