import type { Node } from 'oxc-parser'
import { formatShare } from '../../presentation/formatShare.ts'
import type { PlacedNode, SyntaxTree } from '../../source/syntaxTree.ts'
import type { Finding, InsightRule, Seen } from '../insightRule.ts'
import { ownShare } from '../ownShare.ts'

/** Errors that are thrown again and again, and caught within the same call. */
export const exceptionsAsControlFlow: InsightRule = {
  name: 'exceptions-as-control-flow',
  effort: 'medium',
  kind: 'slow operation',
  link: 'https://v8.dev/docs/stack-trace-api',
  leastShare: 0.1,
  find: (tree, nodes, seen) => nodes.flatMap((at) => findingAt(tree, at, seen) ?? []),
}

/** What making an error and throwing it takes at least: Node 22 to 26 take three times as long. */
const leastMs = 0.001

function findingAt(tree: SyntaxTree, { node }: PlacedNode, seen: Seen): Finding | null {
  // An error that is there already costs little to throw again.
  if (node.type !== 'ThrowStatement' || (node.argument.type !== 'NewExpression' && node.argument.type !== 'CallExpression')) return null
  // Calls that fail are measured by what they fail with; where none does, what is thrown is caught within.
  if (seen.run.thrownShare > 0) return null
  const lineStart = tree.text.lastIndexOf('\n', node.start - 1) + 1
  const isAlone = tree.text.slice(lineStart, node.start).trim() === ''
  // On a line with its condition it may be that which takes the time, unless it was counted how often it is thrown.
  const counted = isAlone ? undefined : countedOf(tree, node, node.start - lineStart, seen)
  if (!isAlone && counted === undefined) return null
  return {
    extent: { start: node.start, end: node.end },
    title: 'Return what says so, instead of throwing an error that is caught again',
    explanation: 'What is thrown here is caught within the same call, so that it is a usual answer and no failure. Each error writes down the stack; null, or an object that says what is wrong, costs no more than a comparison.',
    saves: { low: 0.3, high: 0.99 },
    ...(counted === undefined ? {} : { measured: counted }),
    edit: null,
  }
}

/** Where it is thrown so often that it must be what takes the time. */
function countedOf(tree: SyntaxTree, { start }: Node, column: number, { run, file }: Seen): Finding['measured'] {
  const line = tree.lineAt(start)
  const counts = run.evidence?.counts?.find((each) => each.file === file && each.line === line)
  const perCall = counts?.blocks.findLast((block) => block.column <= column)?.perCall ?? 0
  const callMs = run.timing?.medianMs ?? Infinity
  if (perCall * leastMs < 0.1 * callMs) return undefined
  const share = ownShare(run, { file, first: line, last: line })
  return { share, evidence: `Line ${line + 1} throws ${Math.round(perCall)} times a call, and takes ${formatShare(share)} of the time without what is called.` }
}
