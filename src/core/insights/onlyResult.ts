import { nodesAround, nodesBelow } from '../source/syntaxTree.ts'
import type { PlacedNode } from '../source/syntaxTree.ts'
import { isFunction } from './repeats.ts'

/** What a function returns, where it does so in one place; null for others. */
export function onlyResult(made: PlacedNode): PlacedNode | null {
  const { node } = made
  if (node.type === 'ArrowFunctionExpression' && node.body.type !== 'BlockStatement') return { node: node.body, parent: made }
  const [result, ...more] = nodesBelow(made).flatMap((each): readonly PlacedNode[] => {
    if (each.node.type !== 'ReturnStatement' || each.node.argument === null || nodesAround(each).find((around) => isFunction(around.node))?.node !== node) return []
    return [{ node: each.node.argument, parent: each }]
  })
  return result !== undefined && more.length === 0 ? result : null
}
