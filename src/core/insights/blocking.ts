import type { SyntaxTree } from '../source/syntaxTree.ts'
import { formatDuration } from '../presentation/formatDuration.ts'
import { formatShare } from '../presentation/formatShare.ts'
import type { Extent } from '../source/functionBinding.ts'
import { computingShare } from './computingShare.ts'
import type { Finding, Seen } from './insightRule.ts'

/** Below that, a thread that others wait for would gain nothing: what is done elsewhere has to be handed over and back. */
const leastMs = 5

/** How long some code keeps the thread to itself in each call; null where that is too short to matter, or could not be told. @param least in milliseconds */
export function blocking(tree: SyntaxTree, { run, file }: Seen, extent: Extent, least = leastMs): Finding['measured'] | null {
  const first = tree.lineAt(extent.start)
  const last = tree.lineAt(extent.end - 1)
  const share = computingShare(run, { file, first, last })
  const ms = share * (run.timing?.medianMs ?? 0)
  if (ms < least) return null
  return { share, evidence: `${first === last ? `Line ${first + 1}` : `Lines ${first + 1} to ${last + 1}`} keeps the thread for ${formatDuration(ms)} of each call, ${formatShare(share)} of its time.` }
}
