import type { CdpProfile, CdpProfileNode } from './importCdpProfile.ts'

/**
 * A profile without its samples before a time. While the window before it was handed over, the thread stood still at some line,
 * where V8 goes on to sample: in a large program a tenth of a second on a line that did nothing. Which of a node's lines it
 * was is not told; its busiest is taken.
 * @param untilUs in the profile's own clock
 */
export function dropBeginning(profile: CdpProfile, untilUs: number): CdpProfile {
  const dropped = new Map<number, number>()
  let at = profile.startTime
  for (const [index, id] of (profile.samples ?? []).entries()) {
    at += profile.timeDeltas?.[index] ?? 0
    if (at < untilUs) dropped.set(id, (dropped.get(id) ?? 0) + 1)
  }
  if (dropped.size === 0) return profile
  const startTime = Math.min(untilUs, profile.endTime)
  return { nodes: profile.nodes.map((node) => without(node, dropped.get(node.id) ?? 0)), startTime, endTime: profile.endTime }
}

function without(node: CdpProfileNode, count: number): CdpProfileNode {
  if (count === 0) return node
  let left = count
  const positionTicks = (node.positionTicks ?? []).toSorted((a, b) => b.ticks - a.ticks).flatMap(({ line, ticks }) => {
    const taken = Math.min(left, ticks)
    left -= taken
    return ticks === taken ? [] : [{ line, ticks: ticks - taken }]
  })
  return { ...node, hitCount: Math.max(0, (node.hitCount ?? 0) - count), positionTicks }
}
