import { formatDuration } from '../../presentation/formatDuration.ts'
import { nodesAround, nodesBelow } from '../../source/syntaxTree.ts'
import type { PlacedNode, SyntaxTree } from '../../source/syntaxTree.ts'
import { blocking } from '../blocking.ts'
import type { Finding, InsightRule, Seen } from '../insightRule.ts'
import { isFunction, isLoop, repetitionsAround } from '../repeats.ts'
import { mayLetGo } from '../threadUse.ts'

/** A loop of an asynchronous function that lets nobody else have the thread until it is done. */
export const eventLoopBlock: InsightRule = {
  name: 'event-loop-block',
  effort: 'medium',
  kind: 'resource constraint',
  goals: ['latency', 'throughput'],
  link: 'https://web.dev/articles/optimize-long-tasks',
  isGeneral: true,
  find: (tree, nodes, seen) => nodes.flatMap((at) => findingAt(tree, at, seen) ?? []),
}

/** What people notice: https://w3c.github.io/longtasks/ */
const longTaskMs = 50

function findingAt(tree: SyntaxTree, at: PlacedNode, seen: Seen): Finding | null {
  const { run } = seen
  const longestMs = run.evidence?.eventLoop?.longestMs ?? 0
  // Of loops in one another the outermost is the one to break up.
  if (longestMs < longTaskMs || !isLoop(at.node) || repetitionsAround(at).length > 0 || !mayLetGo(tree, at) || letsGo(at)) return null
  const owner = nodesAround(at).find(({ node }) => isFunction(node))?.node
  if (owner === undefined || !('async' in owner) || !owner.async) return null
  const extent = { start: at.node.start, end: at.node.end }
  const measured = blocking(tree, seen, extent, longTaskMs)
  return measured === null ? null : {
    extent,
    title: 'Let others have the thread between the rounds of this loop',
    explanation: 'Nothing else runs until the loop is done: no request, no timer, no other promise. An `await` of `setImmediate` (of `node:timers/promises`) every few milliseconds, or a worker that does all of it, lets them.',
    saves: { low: 0, high: 0 },
    edit: null,
    measured: { ...measured, evidence: `${measured.evidence} The longest stretch without a break was ${formatDuration(longestMs)}.` },
  }
}

/** It awaits something itself. */
function letsGo(loop: PlacedNode): boolean {
  return loop.node.type === 'ForOfStatement' && loop.node.await ? true : nodesBelow(loop).some((each) => each.node.type === 'AwaitExpression' || (each.node.type === 'ForOfStatement' && each.node.await))
}
