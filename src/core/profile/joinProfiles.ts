import { measuredInterval } from './measuredInterval.ts'
import type { StackProfile } from './stackProfile.ts'

/** One profile of windows that followed one another, by the same recorder. Their call trees stand side by side. */
export function joinProfiles(first: StackProfile, ...others: readonly StackProfile[]): StackProfile {
  let joined = first
  for (const next of others) {
    const offset = joined.nodes.length
    const nodes = [...joined.nodes, ...next.nodes.map((node) => ({ ...node, parent: node.parent < 0 ? -1 : node.parent + offset }))]
    const durationMs = joined.durationMs + next.durationMs
    joined = {
      ...joined,
      durationMs,
      samplingIntervalUs: measuredInterval(nodes, durationMs),
      nodes,
      timeline: joined.timeline === null || next.timeline === null
        ? null
        : {
            nodes: [...joined.timeline.nodes, ...next.timeline.nodes.map((index) => index + offset)],
            deltasUs: [...joined.timeline.deltasUs, ...next.timeline.deltasUs],
          },
    }
  }
  return joined
}
