import type { Node } from 'oxc-parser'
import { nodesAround, nodesBelow } from '../source/syntaxTree.ts'
import type { PlacedNode, SyntaxTree } from '../source/syntaxTree.ts'
import { declarationOf, functionOf } from './names.ts'

/** Names of calls that are made for what they do: the next may need it done. */
const doing = /^(?:login|logout|sign|auth|connect|disconnect|open|close|begin|start|stop|commit|rollback|lock|unlock|acquire|release|init|setup|set|put|add|append|create|insert|update|upsert|save|store|write|delete|remove|drop|clear|send|post|publish|push|move|rename|mkdir|migrate|seed|truncate|reset|flush|sleep|delay|wait|pause|retry|transfer|pay|charge|enqueue|dequeue|next|step|advance)(?![a-z])/u

/**
 * Whether one of some calls may need what another does, though not what it gives: it is made for what it does, or functions of this text change a variable
 * of the module that they go by. @param calls what is awaited, in the order in which it is begun
 * @param repeated each of them is made again and again
 */
export function dependOnOneAnother(tree: SyntaxTree, calls: readonly PlacedNode[], repeated = false): boolean {
  if (calls.some(({ node }) => doing.test(nameOf(node)))) return true
  const used = calls.map((call) => stateOf(tree, call, new Set()))
  return used.some(({ writes }, at) => [...writes].some((name) => used.some(({ reads, writes: others }, other) => (other !== at || repeated) && (reads.has(name) || (other !== at && others.has(name))))))
}

interface State {
  /** Declarations of variables that outlive the call. */
  readonly reads: ReadonlySet<Node>
  readonly writes: ReadonlySet<Node>
}

/** What a call's functions, as far as this text has them, read and write of what is declared outside of them. */
function stateOf(tree: SyntaxTree, call: PlacedNode, known: Set<Node>): State {
  const callee = call.node.type === 'CallExpression' ? call.node.callee : null
  const fn = callee?.type === 'Identifier' ? functionOf(tree, call, callee.name) : null
  const reads = new Set<Node>()
  const writes = new Set<Node>()
  if (fn === null || known.has(fn.node)) return { reads, writes }
  known.add(fn.node)
  for (const each of nodesBelow(fn)) {
    if (each.node.type === 'CallExpression') {
      const inner = stateOf(tree, each, known)
      for (const name of inner.reads) reads.add(name)
      for (const name of inner.writes) writes.add(name)
    }
    if (each.node.type !== 'Identifier') continue
    const declared = declarationOf(tree, each, each.node.name)?.node
    if (declared === undefined || (declared.start >= fn.node.start && declared.end <= fn.node.end)) continue
    const kind = writtenBy(each)
    if (kind !== 'written') reads.add(declared)
    if (kind !== 'read') writes.add(declared)
  }
  return { reads, writes }
}

function writtenBy(at: PlacedNode): 'read' | 'written' | 'both' {
  const { node } = at
  for (const { node: around } of nodesAround(at)) {
    if (around.type === 'AssignmentExpression') return around.left.start > node.start || around.left.end < node.end ? 'read' : around.operator === '=' && around.left === node ? 'written' : 'both'
    if (around.type === 'UpdateExpression') return 'both'
    if (around.type === 'CallExpression') return around.callee.type === 'MemberExpression' && around.callee.object === node && around.callee.property.type === 'Identifier' && /^(?:push|pop|shift|unshift|splice|sort|reverse|add|delete|clear)$/u.test(around.callee.property.name) ? 'both' : 'read'
    if (around.type !== 'MemberExpression') return 'read'
  }
  return 'read'
}

/** The last name of what is called. */
function nameOf(node: Node): string {
  if (node.type !== 'CallExpression') return ''
  const { callee } = node
  return callee.type === 'Identifier' ? callee.name : callee.type === 'MemberExpression' && callee.property.type === 'Identifier' ? callee.property.name : ''
}
