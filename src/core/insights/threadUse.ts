import type { Node } from 'oxc-parser'
import { isFunctionLike } from '../source/syntaxNode.ts'
import { nodesAround } from '../source/syntaxTree.ts'
import type { PlacedNode, SyntaxTree } from '../source/syntaxTree.ts'
import { isFunction } from './repeats.ts'

/** A worker's own thread, or a program for the command line, on which nobody waits. */
const alone = /^#!|\b(?:parentPort|workerData)\b/u

/** Whether some code of a function could do its work elsewhere and await it: others may need the thread, and no function around is synchronous by its name, or must be. */
export function mayLetGo(tree: SyntaxTree, at: PlacedNode): boolean {
  const around = nodesAround(at)
  return !alone.test(tree.text) && around.some(({ node }) => isFunction(node)) && around.every(({ node }) => !isConstructor(node) && !isExit(node) && !(nameOf(node)?.endsWith('Sync') ?? false))
}

/** Others are served by the same thread meanwhile: an asynchronous function, a server's handler, a promise's or a timer's callback. */
export function isOnTheLoop({ node, parent }: PlacedNode): boolean {
  if (!isFunctionLike(node)) return false
  if (node.async) return true
  const [first, second] = node.params.map((each) => (each.type === 'Identifier' ? each.name : ''))
  if (/^(?:req|request)$/u.test(first ?? '') && /^(?:res|response|reply)$/u.test(second ?? '')) return true
  const around = parent?.node
  if (around?.type === 'NewExpression') return around.callee.type === 'Identifier' && around.callee.name === 'Promise'
  return around?.type === 'CallExpression' && around.callee !== node && isCalledLater(around.callee)
}

function isCalledLater(callee: Node): boolean {
  if (callee.type === 'Identifier') return /^(?:setTimeout|setImmediate|setInterval|queueMicrotask)$/u.test(callee.name)
  return callee.type === 'MemberExpression' && callee.property.type === 'Identifier' && /^(?:then|on|once|nextTick)$/u.test(callee.property.name)
}

/** `process.on('exit', …)`: nothing is awaited any more. */
function isExit(node: Node): boolean {
  const [event] = node.type === 'CallExpression' ? node.arguments : []
  return event?.type === 'Literal' && event.value === 'exit'
}

function isConstructor(node: Node): boolean {
  return node.type === 'MethodDefinition' && node.kind !== 'method'
}

/** The name that a function is given; null where it has none. */
export function functionName(at: PlacedNode): string | null {
  return nameOf(at.node) ?? (at.parent === null ? null : nameOf(at.parent.node))
}

/** A name that a node gives, a function's own or that of what it is the value of. */
function nameOf(node: Node): string | null {
  switch (node.type) {
    case 'FunctionDeclaration':
    case 'FunctionExpression': return node.id?.name ?? null
    case 'VariableDeclarator': return node.id.type === 'Identifier' ? node.id.name : null
    case 'MethodDefinition':
    case 'Property':
    case 'PropertyDefinition': return node.key.type === 'Identifier' ? node.key.name : null
    default: return null
  }
}
