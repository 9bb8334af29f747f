import type { PlacedNode, SyntaxTree } from '../source/syntaxTree.ts'
import { formatDuration } from '../presentation/formatDuration.ts'
import { formatShare } from '../presentation/formatShare.ts'
import type { Extent } from '../source/functionBinding.ts'
import { computingShare } from './computingShare.ts'
import type { Finding, Seen } from './insightRule.ts'
import { nodeAtLine } from './nodeAtLine.ts'

/** A line of the user's on which something holds the thread, whoever calls it. */
export interface BlockedLine {
  readonly at: PlacedNode
  /** `fs.readFileSync` */
  readonly name: string
  readonly measured: NonNullable<Finding['measured']>
}

/** Below that, a thread that others wait for would gain nothing: what is done elsewhere has to be handed over and back. */
const leastMs = 5

/** How long some code keeps the thread to itself in each call; null where that is too short to matter, or could not be told. @param least in milliseconds */
export function blocking(tree: SyntaxTree, { run, file }: Seen, extent: Extent, least = leastMs): NonNullable<Finding['measured']> | null {
  const first = tree.lineAt(extent.start)
  const last = tree.lineAt(extent.end - 1)
  const share = computingShare(run, { file, first, last })
  const ms = share * (run.timing?.medianMs ?? 0)
  if (ms < least) return null
  return { share, evidence: `${first === last ? `Line ${first + 1} keeps` : `Lines ${first + 1} to ${last + 1} keep`} the thread for ${formatDuration(ms)} of each call, ${formatShare(share)} of its time.` }
}

/** Lines on which synchronous calls were seen to keep the thread, in packages that they call too. @param modules whose calls */
export function blockedLines(tree: SyntaxTree, { run, file }: Seen, modules: RegExp): readonly BlockedLine[] {
  const callMs = run.timing?.medianMs ?? 0
  return (run.evidence?.synchronousCalls ?? []).flatMap(({ file: where, line, name, msPerCall }): readonly BlockedLine[] => {
    const at = where === file && modules.test(name) && msPerCall >= leastMs && callMs > 0 ? nodeAtLine(tree, line) : null
    if (at === null) return []
    const share = Math.min(1, msPerCall / callMs)
    return [{ at, name, measured: { share, evidence: `\`${name}\` keeps the thread for ${formatDuration(msPerCall)} of each call at line ${line + 1}, ${formatShare(share)} of its time.` } }]
  })
}
