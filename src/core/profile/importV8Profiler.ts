import { toZeroBased } from '../position.ts'
import { importFlatNodes } from './importFlatNodes.ts'
import type { StackProfile } from './stackProfile.ts'

/**
 * What v8-profiler-next 1.10 returns after `setGenerateType(1)`: like a DevTools profile, but with numeric script ids,
 * 1-based lines everywhere, the ticks inside `callFrame`, and plain paths beside file URLs. Times are in microseconds.
 */
export interface V8ProfilerProfile {
  readonly nodes: readonly V8ProfilerNode[]
  readonly startTime: number
  readonly endTime: number
  readonly samples: readonly number[]
  readonly timeDeltas: readonly number[]
}

export interface V8ProfilerNode {
  readonly id: number
  readonly callFrame: {
    readonly functionName: string
    readonly url: string
    readonly lineNumber: number
    readonly columnNumber: number
    readonly lineTicks?: readonly { readonly line: number; readonly hitCount: number }[]
  }
  readonly hitCount: number
  readonly children: readonly number[]
}

/** Turns v8-profiler-next's profile into the common model. */
export function importV8Profiler(profile: V8ProfilerProfile): StackProfile {
  return importFlatNodes(
    'v8-profiler-next',
    profile.nodes.map((node) => ({
      id: node.id,
      children: node.children,
      functionName: node.callFrame.functionName,
      url: node.callFrame.url,
      line: toZeroBased(node.callFrame.lineNumber),
      column: toZeroBased(node.callFrame.columnNumber),
      hitCount: node.hitCount,
      ticks: (node.callFrame.lineTicks ?? []).map((tick) => ({ line: toZeroBased(tick.line), hitCount: tick.hitCount })),
    })),
    profile,
  )
}
