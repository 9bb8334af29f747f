import { toZeroBased } from '../position.ts'
import { importFlatNodes } from './importFlatNodes.ts'
import type { StackProfile } from './stackProfile.ts'

/**
 * A `Profiler.Profile` of the Chrome DevTools Protocol: the inspector's answer and what a `.cpuprofile` file holds.
 * Times are in microseconds; `callFrame` positions are 0-based and name the function's start, `positionTicks` are
 * 1-based. https://chromedevtools.github.io/devtools-protocol/tot/Profiler/#type-Profile
 */
export interface CdpProfile {
  readonly nodes: readonly CdpProfileNode[]
  readonly startTime: number
  readonly endTime: number
  readonly samples?: readonly number[]
  readonly timeDeltas?: readonly number[]
}

export interface CdpProfileNode {
  readonly id: number
  readonly callFrame: {
    readonly functionName: string
    readonly scriptId: string
    readonly url: string
    readonly lineNumber: number
    readonly columnNumber: number
  }
  readonly hitCount?: number
  readonly children?: readonly number[]
  readonly positionTicks?: readonly { readonly line: number; readonly ticks: number }[]
}

/** Turns the inspector's profile into the common model. Node 26 repeats lines in `positionTicks`: they are summed. */
export function importCdpProfile(profile: CdpProfile): StackProfile {
  return importFlatNodes(
    'inspector',
    profile.nodes.map((node) => ({
      id: node.id,
      children: node.children ?? [],
      functionName: node.callFrame.functionName,
      url: node.callFrame.url,
      line: node.callFrame.lineNumber,
      column: node.callFrame.columnNumber,
      hitCount: node.hitCount ?? 0,
      ticks: (node.positionTicks ?? []).map((tick) => ({ line: toZeroBased(tick.line), hitCount: tick.ticks })),
    })),
    profile,
  )
}
