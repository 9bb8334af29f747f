import { formatBytes } from '../../presentation/formatBytes.ts'
import { formatShare } from '../../presentation/formatShare.ts'
import type { SyntaxTree } from '../../source/syntaxTree.ts'
import type { Finding, InsightRule, Seen } from '../insightRule.ts'
import { nodeAtLine } from '../nodeAtLine.ts'

/** The line that allocates most, where collecting garbage takes much of the time. */
export const collectionPressure: InsightRule = {
  name: 'collection-pressure',
  effort: 'medium',
  kind: 'resource constraint',
  link: 'https://v8.dev/blog/trash-talk',
  // Garbage that does not live takes a tenth at most.
  leastShare: 0.15,
  isGeneral: true,
  find: (tree, _, seen) => findingOf(tree, seen) ?? [],
}

/** Bytes: objects of more have pages of their own, and are never copied (V8's `kMaxRegularHeapObjectSize`). */
const largeObject = 131_072

/** What makes one object of any size. */
const lengthTaking = /\bnew (?:Array|ArrayBuffer|\w+Array)\(|\bBuffer\.alloc|\.fill\(/u

/** Of all bytes, what one line must allocate: else no line is to blame. */
const leastOfBytes = 0.3

/** Of what stack samples say of collections, what those that were watched must have taken. */
const leastAgreement = 0.5

function findingOf(tree: SyntaxTree, { run, file }: Seen): readonly Finding[] {
  const { collections, allocations = [] } = run.evidence ?? {}
  const [most] = allocations
  const all = allocations.reduce((sum, { bytesPerCall }) => sum + bytesPerCall, 0)
  if (collections === undefined || most === undefined || most.file !== file || most.bytesPerCall < leastOfBytes * all) return []
  const at = nodeAtLine(tree, most.line)
  if (at === null) return []
  const code = tree.text.split('\n', most.line + 1)[most.line] ?? ''
  const counted = run.evidence?.counts?.find((each) => each.file === file && each.line === most.line)
  const times = counted === undefined ? null : Math.max(counted.perCall, ...counted.blocks.map(({ perCall }) => perCall))
  if (lengthTaking.test(code) && times !== null && most.bytesPerCall > largeObject * times) return []
  // Thousands of stack samples tell it better than the few collections that were watched. Where these took far less, other programs held the processor meanwhile.
  const share = run.attribution?.garbageCollection.share ?? 0
  if (collections.share < leastAgreement * share) return []
  return [{
    extent: { start: at.node.start, end: at.node.start + 1 },
    title: 'Allocate less here: collecting garbage takes much of the time',
    explanation: 'What is still in use when the garbage is collected is copied, and what lives longer is searched again and again. Fewer objects at once, arrays of numbers instead of many small objects, or a result that is used as it is made leave less to do.',
    saves: { low: 0.1, high: 0.95 },
    edit: null,
    measured: {
      share: (1 - (run.waitingShare ?? 0)) * share,
      evidence: `Collections take ${formatShare(share)} of what a call computes; line ${most.line + 1} allocates ${formatBytes(most.bytesPerCall)} in each, ${formatShare(most.bytesPerCall / all)} of the bytes.`,
    },
  }]
}
