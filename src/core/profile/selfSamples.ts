import type { FunctionRef, LineOwner } from './functionFinder.ts'
import { trusted } from './placedProfile.ts'
import type { LineRef, PlacedNode, PlacedTick } from './placedProfile.ts'

/** Samples by where they ended; each sample once. */
export interface SelfSamples {
  readonly byLine: ReadonlyMap<LineRef, number>
  readonly byFunction: ReadonlyMap<FunctionRef, number>
  readonly garbageCollection: number
  /** Of the run, but in no line or function that is known. */
  readonly unmapped: number
  /** Nobody knows whose: see `Leaves.lost`. Not in the total. */
  readonly lost: number
  /** All of the run. */
  readonly total: number
}

/** Samples that ended in one frame, after native code was given to its caller. */
export interface Leaf {
  /** Index of the node whose function they belong to. */
  readonly node: number
  readonly hitCount: number
  readonly line: LineRef | null
  /** Null for what V8 inlined from another script, and for what has no mapping. */
  readonly owner: LineOwner | null
  /** 0-based line in the script that it is of; -1 where unknown. */
  readonly scriptLine: number
  /** V8 inlined it from a script that it does not name. */
  readonly isOutside: boolean
}

/** What a profile says of its leaves, and the samples that are in none. */
export interface Leaves {
  readonly leaves: readonly Leaf[]
  readonly garbageCollection: number
  /** Somewhere below the target: V8 lost the frames. */
  readonly inTarget: number
  /** In Node's own code with no frame of the user's below or above. */
  readonly unmapped: number
  /**
   * `(program)`: V8 could not read the stack, and it may not have been the run's. Node 24 loses up to 8% of the ticks this
   * way in code of its Maglev compiler, now of all functions alike, now of one.
   */
  readonly lost: number
}

/**
 * Sorts the samples of a profile: the run's by leaf; the harness's, idle ones and start-up's are left out.
 * @param callsAreLong what the harness's call of the target seems to take is the target's: V8 books there what it can find
 * no frame for, such as built-in code that has none
 */
export function leavesOf(nodes: readonly PlacedNode[], callsAreLong: boolean): Leaves {
  const leaves: Leaf[] = []
  let garbageCollection = 0
  let unmapped = 0
  let inTarget = 0
  let lost = 0
  nodes.forEach((node, index) => {
    for (const tick of node.ticks) {
      if (tick.position.kind === 'garbageCollection') garbageCollection += tick.hitCount
      else if (tick.position.kind === 'nothing') continue
      else if (tick.position.kind === 'program') lost += tick.hitCount
      else if (node.inRun) leaves.push(leafOf(nodes, index, tick))
      else if (!node.inHarness) unmapped += tick.hitCount
      else if (callsAreLong && node.callsTarget) inTarget += tick.hitCount
    }
  })
  return { leaves, garbageCollection, inTarget, unmapped, lost }
}

/** Native code and the bundler's helpers are part of the line that called them. */
function leafOf(nodes: readonly PlacedNode[], index: number, tick: PlacedTick): Leaf {
  const { hitCount, position } = tick
  const isTransparent = position.kind === 'native' || position.kind === 'harness'
  if (!isTransparent) {
    const isOutside = position.kind === 'outside'
    // A tick without a line still has its node's function, where the recorder says which that is.
    const owner = tick.owner ?? (isOutside ? null : nodes[index]?.owner ?? null)
    const scriptLine = isOutside || position.kind === 'internal' || position.kind === 'source' ? position.line : -1
    return { node: index, hitCount, line: tick.line, owner, scriptLine, isOutside }
  }
  let caller = nodes[index]?.parent ?? -1
  for (let node = nodes[caller]; node !== undefined && !node.isFrame; node = nodes[caller]) caller = node.parent
  const node = nodes[caller]
  return { node: Math.max(caller, 0), hitCount, line: node?.callLine ?? null, owner: node?.owner ?? null, scriptLine: -1, isOutside: false }
}

/**
 * Books leaves on lines and functions.
 * @param settle who gets a leaf's samples where that is not plain, with shares that sum to 1; nobody where unknown
 */
export function bookLeaves({ leaves, garbageCollection, inTarget, unmapped, lost }: Leaves, settle: (leaf: Leaf) => readonly BookedShare[]): SelfSamples {
  const byLine = new Map<LineRef, number>()
  const byFunction = new Map<FunctionRef, number>()
  let unknown = unmapped + inTarget
  let total = garbageCollection + unknown
  for (const leaf of leaves) {
    total += leaf.hitCount
    const shares = settle(leaf)
    if (shares.length === 0) unknown += leaf.hitCount
    for (const { line, function: booked, share } of shares) {
      if (line !== null) add(byLine, line, leaf.hitCount * share)
      add(byFunction, booked, leaf.hitCount * share)
    }
  }
  return { byLine, byFunction, garbageCollection, unmapped: unknown, lost, total }
}

/** A part of a leaf's samples. */
export interface BookedShare {
  readonly line: LineRef | null
  readonly function: FunctionRef
  readonly share: number
}

/** Books by V8's own names: right where nothing was inlined, and on Node 26, which names inlined functions. */
export function settleByName(leaf: Leaf): readonly BookedShare[] {
  return leaf.owner === null ? [] : [{ line: leaf.line, function: trusted(leaf.owner), share: 1 }]
}

export function add<Key>(sums: Map<Key, number>, key: Key, amount: number): void {
  sums.set(key, (sums.get(key) ?? 0) + amount)
}
