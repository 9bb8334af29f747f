import type { Extent } from '../source/functionBinding.ts'
import type { SyntaxTree } from '../source/syntaxTree.ts'
import { computingShare } from './computingShare.ts'
import { executionsAt } from './executionsAt.ts'
import type { Seen } from './insightRule.ts'
import { undisturbedMs } from './undisturbedMs.ts'

/** Milliseconds that code takes, with what it calls, each time that it runs; null where it was not counted, or nothing was timed. */
export function msPerExecution(tree: SyntaxTree, { start, end }: Extent, seen: Seen): number | null {
  const executions = executionsAt(tree, start, seen)
  const callMs = undisturbedMs(seen.run)
  if (executions === null || executions === 0 || callMs === null) return null
  return (computingShare(seen.run, { file: seen.file, first: tree.lineAt(start), last: tree.lineAt(end - 1) }) * callMs) / executions
}
