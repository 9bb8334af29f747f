import { bare } from '../source/syntaxNode.ts'
import type { PlacedNode, SyntaxTree } from '../source/syntaxTree.ts'
import { functionOf } from './names.ts'
import { isFunction, iteratingMethods } from './repeats.ts'

const methodsOfTexts = new WeakMap<SyntaxTree, ReadonlyMap<string, readonly PlacedNode[]>>()

/** The function of this text that a call calls: by its name, or as the only method of that name, whatever it is called on; null where it is another's, or may be. */
export function calledFunction(tree: SyntaxTree, at: PlacedNode): PlacedNode | null {
  if (at.node.type !== 'CallExpression') return null
  const callee = bare(at.node.callee)
  if (callee.type === 'Identifier') return functionOf(tree, { node: callee, parent: at }, callee.name)
  if (callee.type !== 'MemberExpression' || callee.computed) return null
  const { property } = callee
  const name = property.type === 'PrivateIdentifier' ? `#${property.name}` : property.type === 'Identifier' ? property.name : ''
  // An array's own method is likelier.
  if (iteratingMethods.has(name)) return null
  const [method, ...more] = methodsOf(tree).get(name) ?? []
  return method !== undefined && more.length === 0 ? method : null
}

function methodsOf(tree: SyntaxTree): ReadonlyMap<string, readonly PlacedNode[]> {
  const known = methodsOfTexts.get(tree)
  if (known !== undefined) return known
  const methods = new Map<string, PlacedNode[]>()
  for (const at of tree.nodes) {
    const { node } = at
    if ((node.type !== 'MethodDefinition' && node.type !== 'PropertyDefinition' && node.type !== 'Property') || node.computed || node.value === null || !isFunction(node.value)) continue
    const name = node.key.type === 'PrivateIdentifier' ? `#${node.key.name}` : node.key.type === 'Identifier' ? node.key.name : null
    if (name === null) continue
    const placed: PlacedNode = { node: node.value, parent: at }
    const list = methods.get(name)
    if (list === undefined) methods.set(name, [placed])
    else list.push(placed)
  }
  methodsOfTexts.set(tree, methods)
  return methods
}
