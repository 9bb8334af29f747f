import type { Node } from 'oxc-parser'
import { nodesAround } from '../source/syntaxTree.ts'
import type { PlacedNode } from '../source/syntaxTree.ts'
import { isFunction } from './repeats.ts'

/** The innermost function that some code stands in; undefined at a text's top. */
export function functionAround(at: PlacedNode): Node | undefined {
  return nodesAround(at).find(({ node }) => isFunction(node))?.node
}
