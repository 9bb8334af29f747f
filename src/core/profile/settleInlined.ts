import type { FunctionRef } from './functionFinder.ts'
import { trusted } from './placedProfile.ts'
import type { LineRef, PlacedNode } from './placedProfile.ts'
import { add, settleByName } from './selfSamples.ts'
import type { BookedShare, Leaf, Leaves } from './selfSamples.ts'

/** A line of another script than the bundle, seen without inlining. */
interface OtherLine {
  readonly line: LineRef | null
  readonly function: FunctionRef
  /** V8's names of the functions that were on the stack. */
  readonly callers: ReadonlySet<string>
  readonly hitCount: number
}

/**
 * Node 22 and 24 book an inlined function's samples on its caller's node: its line number under the caller's script and
 * name. A profile without inlining, whose names are right, settles what the line number alone leaves open: which of the
 * functions that share a line, and which other script the line is of.
 * @returns for `bookLeaves` of the profile under the natural JIT, whose nodes are `nodes`
 */
export function settleInlined(nodes: readonly PlacedNode[], plainLeaves: Leaves, plainNodes: readonly PlacedNode[]): (leaf: Leaf) => readonly BookedShare[] {
  const onLine = new Map<LineRef, Map<FunctionRef, number>>()
  const others = new Map<number, OtherLine[]>()
  const seen = new Set<LineRef>()
  for (const leaf of plainLeaves.leaves) {
    if (leaf.owner === null) continue
    const owner = trusted(leaf.owner)
    if (leaf.line !== null) {
      seen.add(leaf.line)
      const functions = onLine.get(leaf.line) ?? new Map<FunctionRef, number>()
      onLine.set(leaf.line, functions)
      add(functions, owner, leaf.hitCount)
    }
    if (plainNodes[leaf.node]?.inBundle === true || leaf.scriptLine < 0) continue
    const found = others.get(leaf.scriptLine) ?? []
    others.set(leaf.scriptLine, found)
    found.push({ line: leaf.line, function: owner, callers: namesAbove(plainNodes, leaf.node), hitCount: leaf.hitCount })
  }

  return (leaf) => {
    const node = nodes[leaf.node]
    const isForeign = leaf.isOutside || (node?.inBundle === false && leaf.line !== null && !seen.has(leaf.line))
    if (isForeign) {
      const settled = settleForeign(others.get(leaf.scriptLine) ?? [], node?.name ?? '')
      if (settled.length > 0 || leaf.isOutside) return settled
    }
    if (leaf.owner?.kind !== 'shared' || leaf.owner.isCertain || leaf.line === null) return settleByName(leaf)
    const { line, owner } = leaf
    const known = [...onLine.get(line) ?? []].filter(([each]) => owner.functions.includes(each))
    const all = known.reduce((sum, [, hits]) => sum + hits, 0)
    return all === 0 ? settleByName(leaf) : known.map(([each, hits]) => ({ line, function: each, share: hits / all }))
  }
}

/** Lines of that number below a function of the caller's name; where there is none, any line of that number. */
function settleForeign(candidates: readonly OtherLine[], callerName: string): readonly BookedShare[] {
  const fitting = candidates.filter(({ callers }) => callers.has(callerName))
  const chosen = fitting.length > 0 ? fitting : candidates
  const all = chosen.reduce((sum, { hitCount }) => sum + hitCount, 0)
  return chosen.map((each) => ({ line: each.line, function: each.function, share: each.hitCount / all }))
}

function namesAbove(nodes: readonly PlacedNode[], index: number): ReadonlySet<string> {
  const names = new Set<string>()
  for (let node = nodes[nodes[index]?.parent ?? -1]; node !== undefined; node = nodes[node.parent]) names.add(node.name)
  return names
}
