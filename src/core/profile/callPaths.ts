import { hasWholeStack } from './callerTotals.ts'
import type { Stacks } from './callerTotals.ts'
import type { FunctionRef } from './functionFinder.ts'
import { trusted } from './placedProfile.ts'
import type { LineRef, PlacedNode } from './placedProfile.ts'
import type { BookedShare, Leaf, Leaves } from './selfSamples.ts'
import { findSkippedCallers } from './skippedCallers.ts'
import type { SkippedCaller } from './skippedCallers.ts'

/** A line and the function that it called on a stack. */
export interface CallOnPath {
  readonly line: LineRef
  readonly callee: FunctionRef
}

/** One way to a place. */
export interface CallPath {
  /** The calls that led there, the nearest first; a recursive one as often as it is on the stack. */
  readonly calls: readonly CallOnPath[]
  /** Stacks that came this way. */
  readonly stacks: number
}

/** Samples that ended in one place, and the ways that they came. */
export interface PlaceSamples {
  /** Null where no line is known, in Node's own code for one. */
  readonly line: LineRef | null
  readonly function: FunctionRef
  readonly samples: number
  /** One at least; all of the samples came one of these ways, in the proportion of the stacks. */
  readonly paths: readonly CallPath[]
}

interface KnownStacks extends CallPath {
  readonly line: LineRef | null
  stacks: number
}

/** Stacks of one function: by the way they came, which names the line they ended in. */
type StacksOfFunction = Map<string, KnownStacks>

/**
 * The ways that self samples came. Samples are counted in the profile that knows how much, ways in the one that knows who called: the
 * stacks that ended in the same line tell them, where none did those that ended in its function.
 * @param sources a function's stacks come from the first that has any
 */
export function callPaths(sources: readonly Stacks[], self: Leaves, settle: (leaf: Leaf) => readonly BookedShare[]): readonly PlaceSamples[] {
  const ids = new Map<object, number>()
  const idOf = (ref: object): number => {
    const id = ids.get(ref) ?? ids.size
    ids.set(ref, id)
    return id
  }
  const known = new Map<FunctionRef, StacksOfFunction>()
  for (const source of sources) {
    for (const [fn, stacks] of stacksByFunction(source, idOf)) if (!known.has(fn)) known.set(fn, stacks)
  }
  return [...samplesByPlace(self, settle)].flatMap(([fn, lines]) => {
    const ways = [...known.get(fn)?.values() ?? []]
    return [...lines].map(([line, samples]): PlaceSamples => {
      const own = ways.filter((way) => way.line === line)
      const paths = own.length > 0 ? own : ways
      return { line, function: fn, samples, paths: paths.length > 0 ? paths : [{ calls: [], stacks: 1 }] }
    })
  })
}

function samplesByPlace({ leaves }: Leaves, settle: (leaf: Leaf) => readonly BookedShare[]): ReadonlyMap<FunctionRef, ReadonlyMap<LineRef | null, number>> {
  const places = new Map<FunctionRef, Map<LineRef | null, number>>()
  for (const leaf of leaves) {
    for (const { line, function: fn, share } of settle(leaf)) {
      const lines = places.get(fn) ?? new Map<LineRef | null, number>()
      places.set(fn, lines.set(line, (lines.get(line) ?? 0) + leaf.hitCount * share))
    }
  }
  return places
}

function stacksByFunction({ leaves, nodes }: Stacks, idOf: (ref: object) => number): ReadonlyMap<FunctionRef, StacksOfFunction> {
  const byFunction = new Map<FunctionRef, StacksOfFunction>()
  const skippedAbove = findSkippedCallers(nodes)
  for (const leaf of leaves.filter(hasWholeStack(leaves, nodes))) {
    if (leaf.owner === null) continue
    const own = trusted(leaf.owner)
    const calls = callsOf(leaf, own, nodes, skippedAbove(leaf.node))
    const key = [leaf.line, ...calls.flatMap(({ line, callee }) => [line, callee])].map((ref) => (ref === null ? '' : idOf(ref))).join(' ')
    const stacks = byFunction.get(own) ?? new Map<string, KnownStacks>()
    byFunction.set(own, stacks)
    const same = stacks.get(key)
    if (same === undefined) stacks.set(key, { line: leaf.line, calls, stacks: leaf.hitCount })
    else same.stacks += leaf.hitCount
  }
  return byFunction
}

function callsOf(leaf: Leaf, own: FunctionRef, nodes: readonly PlacedNode[], skipped: SkippedCaller | null): readonly CallOnPath[] {
  const calls: CallOnPath[] = []
  let callee = own
  if (skipped !== null) {
    if (skipped.line !== null) calls.push({ line: skipped.line, callee })
    callee = skipped.function
  }
  for (let node = nodes[nodes[leaf.node]?.parent ?? -1]; node !== undefined; node = nodes[node.parent]) {
    if (!node.isFrame || node.owner === null) continue
    if (node.callLine !== null) calls.push({ line: node.callLine, callee })
    callee = trusted(node.owner)
  }
  return calls
}
