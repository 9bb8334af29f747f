import type { SyntaxTree } from '../source/syntaxTree.ts'
import type { Seen } from './insightRule.ts'

/** How often a call runs the code at an offset, by the block that it stands in; null where that was not counted. */
export function executionsAt(tree: SyntaxTree, offset: number, { run, file }: Seen): number | null {
  const line = tree.lineAt(offset)
  const counted = run.evidence?.counts?.find((each) => each.file === file && each.line === line)
  if (counted === undefined) return null
  const column = offset - (tree.text.lastIndexOf('\n', offset - 1) + 1)
  return counted.blocks.findLast((block) => block.column <= column)?.perCall ?? counted.perCall
}
