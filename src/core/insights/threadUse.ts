import type { Node } from 'oxc-parser'
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

/** `process.on('exit', …)`: nothing is awaited any more. */
function isExit(node: Node): boolean {
  const [event] = node.type === 'CallExpression' ? node.arguments : []
  return event?.type === 'Literal' && event.value === 'exit'
}

function isConstructor(node: Node): boolean {
  return node.type === 'MethodDefinition' && node.kind !== 'method'
}

/** The name that a function is given, by its own or what it is the value of. */
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
