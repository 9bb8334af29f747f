import type { PlacedNode, SyntaxTree } from '../source/syntaxTree.ts'

/** The outermost code that begins on a 0-based line; null where none does. */
export function nodeAtLine(tree: SyntaxTree, line: number): PlacedNode | null {
  return tree.nodes.find(({ node }) => node.type !== 'Program' && tree.lineAt(node.start) === line) ?? null
}
