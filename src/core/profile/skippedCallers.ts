import type { FunctionRef } from './functionFinder.ts'
import { trusted } from './placedProfile.ts'
import type { LineRef, PlacedNode } from './placedProfile.ts'

/** A caller that is missing from a stack, and the line it called from. */
export interface SkippedCaller {
  readonly function: FunctionRef
  readonly line: LineRef | null
}

/**
 * A tick in a function's first or last instructions finds no frame of it on the stack: V8 takes its caller's frame for its
 * own and books it as called from the caller's caller. In a small function that is every third tick. What gives it away
 * is the call site: one call expression calls one function, which stands there with callees of its own.
 * @returns for the node of a leaf the caller that was skipped, or null
 */
export function findSkippedCallers(nodes: readonly PlacedNode[]): (leaf: number) => SkippedCaller | null {
  /** By call site the functions that stand there with callees: their caller is certain. */
  const certain = new Map<string, Set<FunctionRef>>()
  /** By call site and function the caller that most often stands between them. */
  const between = new Map<string, Map<FunctionRef, SkippedCaller & { readonly hits: number }>>()
  const hits = hitsBelow(nodes)
  nodes.forEach((node, index) => {
    const caller = frameAbove(nodes, index)
    const callerOwner = caller?.node.owner ?? null
    if (caller === null || callerOwner === null || node.owner === null || !node.isFrame) return
    const site = siteAbove(nodes, caller.index)
    if (site === null) return
    const called = trusted(node.owner)
    const standing = trusted(callerOwner)
    certain.set(site, (certain.get(site) ?? new Set()).add(standing))
    const known = between.get(site) ?? new Map<FunctionRef, SkippedCaller & { readonly hits: number }>()
    between.set(site, known)
    const found = hits[index] ?? 0
    if (found > (known.get(called)?.hits ?? 0)) known.set(called, { function: standing, line: caller.node.callLine, hits: found })
  })

  return (leaf) => {
    const owner = nodes[leaf]?.owner ?? null
    const site = siteAbove(nodes, leaf)
    if (owner === null || site === null || certain.get(site)?.has(trusted(owner)) === true) return null
    const skipped = between.get(site)?.get(trusted(owner))
    return skipped === undefined || skipped.function === trusted(owner) ? null : skipped
  }
}

function frameAbove(nodes: readonly PlacedNode[], index: number): { readonly node: PlacedNode; readonly index: number } | null {
  let above = nodes[index]?.parent ?? -1
  for (let node = nodes[above]; node !== undefined; node = nodes[above]) {
    if (node.isFrame) return { node, index: above }
    above = node.parent
  }
  return null
}

function siteAbove(nodes: readonly PlacedNode[], index: number): string | null {
  return frameAbove(nodes, index)?.node.callSite ?? null
}

/** Samples in or below each node. */
function hitsBelow(nodes: readonly PlacedNode[]): readonly number[] {
  const hits = nodes.map((node) => node.ticks.reduce((sum, { hitCount }) => sum + hitCount, 0))
  for (let index = nodes.length - 1; index >= 0; index--) {
    const parent = nodes[index]?.parent ?? -1
    if (parent >= 0) hits[parent] = (hits[parent] ?? 0) + (hits[index] ?? 0)
  }
  return hits
}
