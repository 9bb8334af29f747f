import { measuredInterval } from './measuredInterval.ts'
import type { CallTreeNode, LineTick, RecorderName, StackProfile } from './stackProfile.ts'

/** A node of a profile that lists its nodes and names children by id. Lines are 0-based. */
export interface FlatNode {
  readonly id: number
  readonly children: readonly number[]
  readonly functionName: string
  readonly url: string
  readonly line: number
  readonly column: number
  readonly hitCount: number
  readonly ticks: readonly LineTick[]
}

/** Microseconds, and node ids in the order in which samples were taken. */
export interface FlatTimes {
  readonly startTime: number
  readonly endTime: number
  readonly samples?: readonly number[]
  readonly timeDeltas?: readonly number[]
}

/** The common model of a profile whose nodes are functions by caller, with ticks by line. Ids become indices. */
export function importFlatNodes(recorder: RecorderName, flatNodes: readonly FlatNode[], times: FlatTimes): StackProfile {
  const byId = new Map(flatNodes.map((node) => [node.id, node]))
  const isChild = new Set(flatNodes.flatMap((node) => node.children))
  const indexOf = new Map<number, number>()
  const nodes: CallTreeNode[] = []
  const pending = flatNodes.filter((node) => !isChild.has(node.id)).map((node) => ({ node, parent: -1 }))
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const { node, parent } = next
    const index = nodes.push({
      parent,
      functionName: node.functionName,
      url: node.url,
      line: node.line,
      column: node.column,
      hitCount: node.hitCount,
      lineTicks: sumByLine(node.ticks),
    }) - 1
    indexOf.set(node.id, index)
    for (const id of node.children) {
      const child = byId.get(id)
      if (child !== undefined) pending.push({ node: child, parent: index })
    }
  }
  const durationMs = (times.endTime - times.startTime) / 1000
  const timeline = times.samples === undefined || times.timeDeltas === undefined
    ? null
    : { nodes: times.samples.map((id) => indexOf.get(id) ?? 0), deltasUs: times.timeDeltas }
  return { recorder, samplingIntervalUs: measuredInterval(nodes, durationMs), durationMs, lineMeans: 'functionStart', nodes, timeline }
}

function sumByLine(ticks: readonly LineTick[]): readonly LineTick[] {
  const hits = new Map<number, number>()
  for (const { line, hitCount } of ticks) hits.set(line, (hits.get(line) ?? 0) + hitCount)
  return [...hits].map(([line, hitCount]) => ({ line, hitCount }))
}
