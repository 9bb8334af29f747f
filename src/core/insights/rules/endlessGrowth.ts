import { formatBytes } from '../../presentation/formatBytes.ts'
import { formatShare } from '../../presentation/formatShare.ts'
import { nodesBelow } from '../../source/syntaxTree.ts'
import type { PlacedNode, SyntaxTree } from '../../source/syntaxTree.ts'
import type { Finding, InsightRule, Seen } from '../insightRule.ts'
import { nodeAtLine } from '../nodeAtLine.ts'

/** A line of which something stays with each call, as long as there are calls. */
export const endlessGrowth: InsightRule = {
  name: 'endless-growth',
  effort: 'medium',
  kind: 'resource constraint',
  goals: ['memory'],
  link: 'https://nodejs.org/learn/diagnostics/memory',
  // Of what stays: where no line keeps most of it, none is the one to look at.
  leastShare: 0.5,
  find: (tree, _, seen) => findingsOf(tree, seen),
}

/** V8 keeps so much for itself at times: of a function that is called a few times only, that looks like growth. */
const leastKept = 256_000

/** One line, that of most: what others keep hangs on it as often as not. */
function findingsOf(tree: SyntaxTree, { run, file }: Seen): readonly Finding[] {
  const growth = run.evidence?.growth
  const [kept] = growth?.keptBy ?? []
  const at = kept?.file === file ? nodeAtLine(tree, kept.line) : null
  if (growth?.verdict !== 'grows' || growth.confidenceInterval.low * growth.calls < leastKept || kept === undefined || at === null) return []
  const share = Math.min(1, Math.max(kept.bytesPerCall, outsideOfHeap(tree, kept.line, { run, file })) / growth.bytesPerCall)
  return [{
    extent: { start: at.node.start, end: at.node.start + 1 },
    ...adviceFor(tree, kept.line),
    saves: { low: 0, high: 0 },
    edit: null,
    measured: { share, evidence: `${formatBytes(growth.bytesPerCall)} more are held after each call, garbage aside; line ${kept.line + 1} allocates ${formatShare(share)} of that.` },
  }]
}

/** What typed arrays and buffers hold is not on the heap, where what is kept was looked for: of a line that makes them it is what it allocates. */
function outsideOfHeap(tree: SyntaxTree, line: number, { run, file }: Seen): number {
  const makes = nodesBelow(tree.root).some(({ node }) => node.type === 'Identifier' && tree.lineAt(node.start) === line && /^(?:Buffer|ArrayBuffer|SharedArrayBuffer|(?:Big)?(?:Ui|I)nt\d+Array|Uint8ClampedArray|Float\d+Array)$/u.test(node.name))
  return makes ? run.evidence?.allocations?.find((each) => each.file === file && each.line === line)?.bytesPerCall ?? 0 : 0
}

/** What to do about it, by what the line calls. */
function adviceFor(tree: SyntaxTree, line: number): Pick<Finding, 'title' | 'explanation'> {
  const called = new Set(nodesBelow(tree.root).filter((each) => tree.lineAt(each.node.start) <= line && tree.lineAt(each.node.end - 1) >= line).flatMap(calledName))
  if (has(called, listening)) return { title: 'Take the listener away when it has done its work', explanation: 'Each call adds a listener, and what is listened to keeps it with all that it uses. `once`, a signal, or taking it away at the end leave none behind.' }
  if (has(called, timing)) return { title: 'Clear the timer when it has done its work', explanation: 'Each call starts a timer that goes on, and keeps what its function uses. Cleared at the end, or made once for all calls, it keeps nothing.' }
  if (has(called, storing)) return { title: 'Put a limit on what is kept here', explanation: 'Each call adds to what outlives it, and nothing is ever taken out. A limit with the oldest removed, or a WeakMap where the keys are objects, keeps it from growing for ever.' }
  return { title: 'Find out who keeps what is made here', explanation: 'What this line makes is still held when the call is over, by something that outlives it: a variable of the module, a closure, a listener or a timer. It has to be let go, or to be limited.' }
}

const listening = ['on', 'addListener', 'addEventListener', 'subscribe']
const timing = ['setInterval']
const storing = ['push', 'set', 'add', 'unshift', 'append']

function has(called: ReadonlySet<string>, names: readonly string[]): boolean {
  return names.some((name) => called.has(name))
}

function calledName({ node }: PlacedNode): readonly string[] {
  if (node.type !== 'CallExpression') return []
  const { callee } = node
  if (callee.type === 'Identifier') return [callee.name]
  return callee.type === 'MemberExpression' && callee.property.type === 'Identifier' ? [callee.property.name] : []
}
