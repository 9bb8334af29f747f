import { toOneBased } from '../position.ts'
import type { CdpProfileNode } from './importCdpProfile.ts'

/** A call frame as viewers of profiles show it. */
export interface CpuFrame {
  readonly functionName: string
  /** A file URL; a name such as `node:fs`; empty for native code. */
  readonly url: string
  /** 0-based; -1 where the function has no place. */
  readonly line: number
  /** 0-based; -1 where the function has no place. */
  readonly column: number
}

interface TreeNode {
  readonly frame: CpuFrame
  readonly children: number[]
  readonly ticks: Map<number, number>
  hitCount: number
}

/** Builds the call tree of a DevTools profile: one node for each stack, a function once below the same caller. */
export class CpuTree {
  readonly #nodes: TreeNode[] = []
  readonly #ids = new Map<string, number>()
  readonly #scriptIds = new Map<string, string>([['', '0']])
  /** The id of `(root)`. */
  readonly root = this.#add({ functionName: '(root)', url: '', line: -1, column: -1 })

  /** The id of the node that `frame` has below `parent`. */
  child(parent: number, frame: CpuFrame): number {
    const key = [parent, frame.line, frame.column, frame.functionName, frame.url].join('\n')
    const known = this.#ids.get(key)
    if (known !== undefined) return known
    const id = this.#add(frame)
    this.#ids.set(key, id)
    this.#at(parent)?.children.push(id)
    return id
  }

  /** Counts one sample that ended in a node. */
  hit(id: number): void {
    const node = this.#at(id)
    if (node !== undefined) node.hitCount++
  }

  /** Counts samples on a 0-based line of the node's file. */
  tick(id: number, line: number, hitCount: number): void {
    const ticks = this.#at(id)?.ticks
    ticks?.set(line, (ticks.get(line) ?? 0) + hitCount)
  }

  /** The nodes, the root first. */
  toNodes(): readonly CdpProfileNode[] {
    return this.#nodes.map(({ frame, children, ticks, hitCount }, index) => ({
      id: index + 1,
      callFrame: {
        functionName: frame.functionName,
        scriptId: this.#scriptId(frame.url),
        url: frame.url,
        lineNumber: frame.line,
        columnNumber: frame.column,
      },
      hitCount,
      ...(children.length > 0 ? { children } : {}),
      ...(ticks.size > 0 ? { positionTicks: [...ticks].toSorted(([a], [b]) => a - b).map(([line, count]) => ({ line: toOneBased(line), ticks: count })) } : {}),
    }))
  }

  #add(frame: CpuFrame): number {
    return this.#nodes.push({ frame, children: [], ticks: new Map(), hitCount: 0 })
  }

  #at(id: number): TreeNode | undefined {
    return this.#nodes[id - 1]
  }

  /** Viewers tell functions of equal names apart by it. */
  #scriptId(url: string): string {
    const id = this.#scriptIds.get(url) ?? String(this.#scriptIds.size)
    this.#scriptIds.set(url, id)
    return id
  }
}
