import { formatDuration } from '../../presentation/formatDuration.ts'
import { bare, isFunctionLike } from '../../source/syntaxNode.ts'
import { nodesAround, nodesBelow } from '../../source/syntaxTree.ts'
import type { PlacedNode, SyntaxTree } from '../../source/syntaxTree.ts'
import { blocking } from '../blocking.ts'
import { calledFunction } from '../calledFunction.ts'
import type { Finding, InsightRule, Seen } from '../insightRule.ts'
import { isFunction, isLoop, iteratingMethods, repetitionsAround } from '../repeats.ts'
import { isOnTheLoop, mayLetGo } from '../threadUse.ts'

/** A loop, or what an asynchronous function calls, that lets nobody else have the thread until it is done. */
export const eventLoopBlock: InsightRule = {
  name: 'event-loop-block',
  effort: 'medium',
  kind: 'resource constraint',
  goals: ['latency', 'throughput'],
  link: 'https://web.dev/articles/optimize-long-tasks',
  isGeneral: true,
  find(tree, nodes, seen) {
    const found = nodes.flatMap((at) => findingAt(tree, at, seen) ?? [])
    // What is called in a call, or on what it gives, is that one's.
    return found.filter(({ extent }) => !found.some((other) => other.extent !== extent && other.extent.start <= extent.start && other.extent.end >= extent.end))
  },
}

/** What people notice: https://w3c.github.io/longtasks/ */
const longTaskMs = 50

/** Longer calls may leave no time for the pass that watches the event loop. */
const longestLookedAtMs = 500

function findingAt(tree: SyntaxTree, at: PlacedNode, seen: Seen): Finding | null {
  const { run } = seen
  // Where a call is too long to be looked at again, its own time tells as much: what awaits nothing is one stretch.
  const longestMs = run.evidence?.eventLoop?.longestMs ?? ((run.timing?.medianMs ?? 0) >= longestLookedAtMs ? null : 0)
  // Of loops in one another the outermost is the one to break up.
  if ((longestMs ?? longTaskMs) < longTaskMs || repetitionsAround(at).length > 0 || !mayLetGo(tree, at)) return null
  const owner = nodesAround(at).find(({ node }) => isFunction(node))
  const called = isLoop(at.node) ? null : keptBy(tree, at)
  if (owner === undefined || !isOnTheLoop(owner) || (called === null && !isLoop(at.node)) || letsGo(at)) return null
  const extent = { start: at.node.start, end: at.node.end }
  const measured = blocking(tree, seen, extent, longTaskMs)
  return measured === null ? null : {
    extent,
    title: called === null ? 'Let others have the thread between the rounds of this loop' : `Let others have the thread: \`${called}\` keeps it until it is done`,
    explanation: `Nothing else runs until ${called === null ? 'the loop' : 'it'} is done: no request, no timer, no other promise. An \`await\` of \`setImmediate\` (of \`node:timers/promises\`) every few milliseconds, or a worker that does all of it, lets them.`,
    saves: { low: 0, high: 0 },
    edit: null,
    measured: longestMs === null ? measured : { ...measured, evidence: `${measured.evidence} The longest stretch without a break was ${formatDuration(longestMs)}.` },
  }
}

/** What a call names that works on this thread: a synchronous function of the text, or a method that calls one for each element; null for others, which have rules of their own. */
function keptBy(tree: SyntaxTree, at: PlacedNode): string | null {
  if (at.node.type !== 'CallExpression' || isAwaited(at)) return null
  const callee = bare(at.node.callee)
  const name = callee.type === 'Identifier' ? callee.name : callee.type === 'MemberExpression' && callee.property.type === 'Identifier' && !callee.computed ? callee.property.name : null
  if (name === null) return null
  const [each] = at.node.arguments
  if (callee.type === 'MemberExpression' && iteratingMethods.has(name) && each !== undefined && !('async' in each && each.async)) return name
  const called = calledFunction(tree, at)?.node
  return called !== undefined && isFunctionLike(called) && !called.async && !('generator' in called && called.generator) ? name : null
}

/** Of what gives a promise, or one for each element, the rest is done later. */
function isAwaited({ parent }: PlacedNode): boolean {
  for (let around = parent; around !== null; around = around.parent) {
    const { node } = around
    if (node.type === 'AwaitExpression') return true
    if (node.type !== 'CallExpression' || node.callee.type !== 'MemberExpression' || node.callee.object.type !== 'Identifier' || node.callee.object.name !== 'Promise') return false
  }
  return false
}

/** It awaits something itself. */
function letsGo(part: PlacedNode): boolean {
  return part.node.type === 'ForOfStatement' && part.node.await ? true : nodesBelow(part).some((each) => each.node.type === 'AwaitExpression' || (each.node.type === 'ForOfStatement' && each.node.await))
}
