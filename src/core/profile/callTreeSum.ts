import { measuredInterval } from './measuredInterval.ts'
import type { CallTreeNode, LineTick, StackProfile } from './stackProfile.ts'

interface SummedNode {
  readonly node: CallTreeNode
  readonly ticks: Map<number, number>
  hitCount: number
}

/**
 * Adds up windows of one recorder's into one tree, which is as large as the code is and not as the run is long. The order
 * in time is not kept.
 */
export class CallTreeSum {
  readonly #nodes: SummedNode[] = []
  readonly #indices = new Map<string, number>()
  #first: StackProfile | null = null
  #durationMs = 0

  add(profile: StackProfile): void {
    this.#first ??= profile
    this.#durationMs += profile.durationMs
    const placed: number[] = []
    for (const node of profile.nodes) {
      const index = this.#indexOf(node, placed[node.parent] ?? -1)
      placed.push(index)
      const sum = this.#nodes[index]
      if (sum === undefined) continue
      sum.hitCount += node.hitCount
      for (const { line, hitCount } of node.lineTicks ?? []) sum.ticks.set(line, (sum.ticks.get(line) ?? 0) + hitCount)
    }
  }

  /** Null before the first window. */
  toProfile(): StackProfile | null {
    if (this.#first === null) return null
    const nodes = this.#nodes.map(({ node, ticks, hitCount }): CallTreeNode => ({ ...node, hitCount, lineTicks: linesOf(ticks) }))
    const { recorder, lineMeans } = this.#first
    return { recorder, lineMeans, nodes, durationMs: this.#durationMs, samplingIntervalUs: measuredInterval(nodes, this.#durationMs), timeline: null }
  }

  #indexOf(node: CallTreeNode, parent: number): number {
    const key = `${parent}\n${node.line}\n${node.column ?? ''}\n${node.functionName}\n${node.url}`
    const known = this.#indices.get(key)
    if (known !== undefined) return known
    const index = this.#nodes.push({ node: { ...node, parent }, ticks: new Map(), hitCount: 0 }) - 1
    this.#indices.set(key, index)
    return index
  }
}

function linesOf(ticks: ReadonlyMap<number, number>): readonly LineTick[] {
  return [...ticks].map(([line, hitCount]) => ({ line, hitCount }))
}
