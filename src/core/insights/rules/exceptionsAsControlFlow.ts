import type { Node } from 'oxc-parser'
import { formatShare } from '../../presentation/formatShare.ts'
import type { PlacedNode, SyntaxTree } from '../../source/syntaxTree.ts'
import { computingShare } from '../computingShare.ts'
import { executionsAt } from '../executionsAt.ts'
import type { Finding, InsightRule, Seen } from '../insightRule.ts'
import { ownShare } from '../ownShare.ts'
import { undisturbedMs } from '../undisturbedMs.ts'

/** Errors that are thrown again and again, and caught within the same call. */
export const exceptionsAsControlFlow: InsightRule = {
  name: 'exceptions-as-control-flow',
  effort: 'medium',
  kind: 'slow operation',
  link: 'https://v8.dev/docs/stack-trace-api',
  leastShare: 0.1,
  find: (tree, nodes, seen) => nodes.flatMap((at) => thrownHere(tree, at, seen) ?? caughtHere(tree, at, seen) ?? []),
}

/** What making an error and throwing it takes at least: Node 22 to 26 take three times as long. */
const leastMs = 0.001

/** What one that is no line's of the text takes, which says what is wrong with what it was given, and how many a call are a usual answer. */
const others = { leastMs: 0.003, fewest: 10 }

function thrownHere(tree: SyntaxTree, { node }: PlacedNode, seen: Seen): Finding | null {
  // An error that is there already costs little to throw again.
  if (node.type !== 'ThrowStatement' || (node.argument.type !== 'NewExpression' && node.argument.type !== 'CallExpression')) return null
  // Calls that fail are measured by what they fail with; where none does, what is thrown is caught within.
  if (seen.run.thrownShare > 0) return null
  const lineStart = tree.text.lastIndexOf('\n', node.start - 1) + 1
  const isAlone = tree.text.slice(lineStart, node.start).trim() === ''
  // On a line with its condition it may be that which takes the time, unless it was counted how often it is thrown.
  const counted = isAlone ? undefined : countedOf(tree, node, node.argument, seen)
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

/** Where it is thrown so often that it must be what takes the time, or its own class takes it. */
function countedOf(tree: SyntaxTree, { start }: Node, thrown: Node, seen: Seen): Finding['measured'] {
  const { run, file } = seen
  const line = tree.lineAt(start)
  const perCall = executionsAt(tree, start, seen) ?? 0
  const isOften = perCall * leastMs >= 0.1 * (undisturbedMs(run) ?? Infinity)
  const making = shareOfClass(tree, thrown, seen)
  const share = Math.min(1, (isOften ? ownShare(run, { file, first: line, last: line }) : 0) + making)
  // An error that is made once takes no twentieth, however slow its class.
  if (!isOften && (perCall < 1 || making < 0.1)) return undefined
  return { share, evidence: `Line ${line + 1} throws ${Math.round(perCall)} times a call, and takes ${formatShare(share)} of the time ${making > 0 ? 'with making the error' : 'without what is called'}.` }
}

/** What a class of this text takes to make: nothing else is in it. */
function shareOfClass(tree: SyntaxTree, thrown: Node, { run, file }: Seen): number {
  if (thrown.type !== 'NewExpression' || thrown.callee.type !== 'Identifier') return 0
  const { name } = thrown.callee
  const made = tree.nodes.find(({ node }) => node.type === 'ClassDeclaration' && node.id?.name === name)?.node
  return made === undefined ? 0 : ownShare(run, { file, first: tree.lineAt(made.start), last: tree.lineAt(made.end - 1) })
}

/** A `try` that fails again and again by what is not of this text: `JSON.parse`, `new URL`, a property of nothing. */
function caughtHere(tree: SyntaxTree, { node }: PlacedNode, seen: Seen): Finding | null {
  if (node.type !== 'TryStatement' || node.handler === null || seen.run.thrownShare > 0) return null
  const { run, file } = seen
  const times = (each: Node): number => executionsAt(tree, each.start, seen) ?? 0
  const caught = times(node.handler)
  if (caught < others.fewest || caught * others.leastMs < 0.1 * (undisturbedMs(run) ?? Infinity)) return null
  // Where this text throws it, that is the place to change; what is thrown again is no answer.
  const thrown = tree.nodes.filter((each) => each.node.type === 'ThrowStatement').reduce((sum, each) => sum + times(each.node), 0)
  if (thrown >= 0.5 * caught) return null
  const first = tree.lineAt(node.block.start)
  const last = tree.lineAt(node.block.end - 1)
  const share = computingShare(run, { file, first, last })
  const [statement] = node.block.body
  const start = statement?.start ?? node.block.start
  const asked = askedBefore(tree.text.slice(node.block.start, node.block.end))
  return {
    extent: { start, end: node.block.end },
    title: asked === null ? 'Ask before whether it will fail, instead of catching an error each time' : `Ask ${asked} before, instead of catching an error each time`,
    explanation: `What fails here is caught ${Math.round(caught)} times a call, so that it is a usual answer and no failure. Each error is made with its message and its stack; ${asked === null ? 'a look at what is given, or a comparison, costs a fraction of that.' : `${asked} makes none.`}`,
    saves: { low: 0.2, high: 0.99 },
    measured: { share, evidence: `${first === last ? `Line ${first + 1} fails` : `Lines ${first + 1} to ${last + 1} fail`} ${Math.round(caught)} times a call, and ${first === last ? 'takes' : 'take'} ${formatShare(share)} of the time.` },
    edit: null,
  }
}

function askedBefore(code: string): string | null {
  if (/\bnew URL\(/u.test(code)) return '`URL.canParse`'
  return /\b(?:stat|access|open|readFile)Sync\(/u.test(code) ? '`existsSync`' : null
}
