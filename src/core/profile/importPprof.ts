import { toZeroBased } from '../position.ts'
import { measuredInterval } from './measuredInterval.ts'
import type { CallTreeNode, StackProfile } from './stackProfile.ts'

/** What the time profiler of @datadog/pprof 5 returns with `lineNumbers`. Times are in microseconds. */
export interface PprofProfile {
  readonly startTime: number
  readonly endTime: number
  readonly topDownRoot: PprofNode
}

/**
 * V8 made one node per caller and *line* (`kCallerLineNumbers`): `lineNumber`, 1-based and 0 where unknown, is where
 * the tick fell or the call was made, not where the function starts. One line can be several nodes, one per column.
 */
export interface PprofNode {
  readonly name: string
  readonly scriptName: string
  readonly lineNumber: number
  readonly hitCount: number
  readonly children: readonly PprofNode[]
}

/** Turns pprof's tree into the common model. It keeps no order in time. */
export function importPprof(profile: PprofProfile): StackProfile {
  const nodes: CallTreeNode[] = []
  const pending: { readonly node: PprofNode; readonly parent: number }[] = [{ node: profile.topDownRoot, parent: -1 }]
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const { node, parent } = next
    const index = nodes.push({
      parent,
      functionName: node.name,
      url: node.scriptName,
      line: toZeroBased(node.lineNumber),
      hitCount: node.hitCount,
      lineTicks: null,
    }) - 1
    for (const child of node.children) pending.push({ node: child, parent: index })
  }
  const durationMs = (profile.endTime - profile.startTime) / 1000
  return { recorder: 'pprof', samplingIntervalUs: measuredInterval(nodes, durationMs), durationMs, lineMeans: 'tickOrCall', nodes, timeline: null }
}
