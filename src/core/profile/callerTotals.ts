import type { FunctionRef } from './functionFinder.ts'
import { trusted } from './placedProfile.ts'
import type { LineRef, PlacedNode } from './placedProfile.ts'
import { add } from './selfSamples.ts'
import { findSkippedCallers } from './skippedCallers.ts'
import type { SkippedCaller } from './skippedCallers.ts'
import type { Leaf, SelfSamples } from './selfSamples.ts'

/** Samples that a line or function called for, and how well their paths are known. */
export interface CalledSamples {
  /** Weighted to the self samples. Each stack once, and not the stacks that end in the line or function itself. */
  samples: number
  /** Variance that the paths add, in samples squared: near 0 where every stack of a leaf comes this way. */
  pathVariance: number
}

/** What lines and functions called. */
export interface CallerTotals {
  readonly byLine: ReadonlyMap<LineRef, CalledSamples>
  readonly byFunction: ReadonlyMap<FunctionRef, CalledSamples>
  /** What each line called, with the samples below. */
  readonly callees: ReadonlyMap<LineRef, ReadonlyMap<FunctionRef, number>>
}

/** Stacks: leaves and the nodes above them. */
export interface Stacks {
  readonly leaves: readonly Leaf[]
  readonly nodes: readonly PlacedNode[]
}

/** What one leaf function's stacks passed through. */
interface LeafPaths {
  hits: number
  readonly lines: Map<LineRef, number>
  readonly functions: Map<FunctionRef, number>
  readonly calls: Map<LineRef, Map<FunctionRef, number>>
}

/**
 * Who called whom. A leaf function's stacks, all together, count as much as its self samples do: stacks of a pass without
 * inlining know the paths, but not what they cost.
 * @param sources a leaf function's stacks come from the first that has any
 */
export function totalCallers(sources: readonly Stacks[], self: SelfSamples): CallerTotals {
  const byLine = new Map<LineRef, CalledSamples>()
  const byFunction = new Map<FunctionRef, CalledSamples>()
  const callees = new Map<LineRef, Map<FunctionRef, number>>()
  const known = new Set<FunctionRef>()
  for (const source of sources) {
    for (const [leaf, paths] of pathsByLeaf(source, known)) {
      known.add(leaf)
      const samples = self.byFunction.get(leaf) ?? 0
      for (const [line, hits] of paths.lines) addCalled(byLine, line, samples, hits, paths.hits)
      for (const [each, hits] of paths.functions) addCalled(byFunction, each, samples, hits, paths.hits)
      for (const [line, called] of paths.calls) {
        const sums = entry(callees, line)
        for (const [callee, hits] of called) add(sums, callee, (samples * hits) / paths.hits)
      }
    }
  }
  return { byLine, byFunction, callees }
}

function pathsByLeaf({ leaves, nodes }: Stacks, known: ReadonlySet<FunctionRef>): ReadonlyMap<FunctionRef, LeafPaths> {
  const byLeaf = new Map<FunctionRef, LeafPaths>()
  const skippedAbove = findSkippedCallers(nodes)
  for (const leaf of leaves.filter(hasWholeStack(leaves, nodes))) {
    if (leaf.owner === null) continue
    const own = trusted(leaf.owner)
    if (known.has(own)) continue
    const paths = byLeaf.get(own) ?? { hits: 0, lines: new Map(), functions: new Map(), calls: new Map() }
    byLeaf.set(own, paths)
    paths.hits += leaf.hitCount
    const { lines, functions, calls } = pathOf(leaf, own, nodes, skippedAbove(leaf.node))
    for (const line of lines) add(paths.lines, line, leaf.hitCount)
    for (const each of functions) add(paths.functions, each, leaf.hitCount)
    for (const [line, called] of calls) for (const callee of called) add(entry(paths.calls, line), callee, leaf.hitCount)
  }
  return byLeaf
}

/**
 * Tells leaves whose stacks say who called. A tick in a function's first or last instructions, where its frame does not stand,
 * has no caller: V8 books it below the root, as it books what runs from the task queue. Where most stacks of a function have
 * a caller, those without are of the first kind; they count as self time and not as a path.
 */
export function hasWholeStack(leaves: readonly Leaf[], nodes: readonly PlacedNode[]): (leaf: Leaf) => boolean {
  const hits = new Map<FunctionRef, number>()
  const callerless = new Map<FunctionRef, number>()
  const hasCaller = ({ node }: Leaf): boolean => nodes[nodes[nodes[node]?.parent ?? -1]?.parent ?? -1] !== undefined
  for (const leaf of leaves) {
    if (leaf.owner === null) continue
    add(hits, trusted(leaf.owner), leaf.hitCount)
    if (!hasCaller(leaf)) add(callerless, trusted(leaf.owner), leaf.hitCount)
  }
  return (leaf) => {
    if (leaf.owner === null || hasCaller(leaf)) return true
    const own = trusted(leaf.owner)
    return (callerless.get(own) ?? 0) * 2 > (hits.get(own) ?? 0)
  }
}

/** What one stack passed through: each line, function and call once, however often recursion repeats it. */
function pathOf(leaf: Leaf, own: FunctionRef, nodes: readonly PlacedNode[], skipped: SkippedCaller | null): { lines: Set<LineRef>; functions: Set<FunctionRef>; calls: Map<LineRef, Set<FunctionRef>> } {
  const lines = new Set<LineRef>()
  const functions = new Set<FunctionRef>()
  const calls = new Map<LineRef, Set<FunctionRef>>()
  const last = nodes[leaf.node]
  let called = { function: own, name: last?.name ?? '' }
  if (skipped !== null) {
    functions.add(skipped.function)
    if (skipped.line !== null) {
      lines.add(skipped.line)
      calls.set(skipped.line, new Set([own]))
    }
    called = { function: skipped.function, name: skipped.function.name }
  }
  for (let node = nodes[last?.parent ?? -1]; node !== undefined; node = nodes[node.parent]) {
    if (!node.isFrame || node.owner === null) continue
    const caller = trusted(node.owner)
    functions.add(caller)
    if (node.callLine !== null) {
      lines.add(node.callLine)
      // An anonymous callback is part of the function around it, not something that function calls.
      if (called.function !== caller || called.name !== '') {
        const onLine = calls.get(node.callLine) ?? new Set<FunctionRef>()
        calls.set(node.callLine, onLine.add(called.function))
      }
    }
    called = { function: caller, name: node.name }
  }
  // What ends in a line or function is its self time already.
  if (leaf.line !== null) lines.delete(leaf.line)
  functions.delete(own)
  return { lines, functions, calls }
}

function entry<Key>(sums: Map<Key, Map<FunctionRef, number>>, key: Key): Map<FunctionRef, number> {
  const found = sums.get(key) ?? new Map<FunctionRef, number>()
  sums.set(key, found)
  return found
}

function addCalled<Key>(sums: Map<Key, CalledSamples>, key: Key, samples: number, hits: number, allHits: number): void {
  const sum = sums.get(key) ?? { samples: 0, pathVariance: 0 }
  sums.set(key, sum)
  sum.samples += (samples * hits) / allHits
  // Two stacks more, one each way: a few stacks that all agree are not certainty (Agresti and Coull, 1998).
  const share = (hits + 1) / (allHits + 2)
  sum.pathVariance += (samples * samples * share * (1 - share)) / (allHits + 2)
}
