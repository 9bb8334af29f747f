import { nodesAround, nodesBelow } from '../source/syntaxTree.ts'
import type { PlacedNode, SyntaxTree } from '../source/syntaxTree.ts'

/** Change what they are called on. */
const changingMethods = /^(?:push|pop|shift|unshift|splice|sort|reverse|fill|copyWithin|set|add|delete|clear)$/u

/** Whether what some code asks an instance for is written, and changed, in its constructor alone. */
export function neverReplaced(tree: SyntaxTree, at: PlacedNode): boolean {
  const members = new Set(nodesBelow(at).flatMap(({ node }) => (node.type === 'MemberExpression' && node.object.type === 'ThisExpression' ? [tree.text.slice(node.property.start, node.property.end)] : [])))
  return tree.nodes.every((each) => {
    const { node, parent } = each
    if (node.type !== 'MemberExpression' || !members.has(tree.text.slice(node.property.start, node.property.end)) || parent === null) return true
    const call = parent.parent?.node
    const isWritten = (parent.node.type === 'AssignmentExpression' && parent.node.left === node) || (parent.node.type === 'MemberExpression' && parent.node.object === node && (call?.type === 'AssignmentExpression' ? call.left === parent.node : call?.type === 'CallExpression' && call.callee === parent.node && changingMethods.test(tree.text.slice(parent.node.property.start, parent.node.property.end))))
    return !isWritten || nodesAround(each).some((around) => around.node.type === 'MethodDefinition' && around.node.kind === 'constructor')
  })
}
