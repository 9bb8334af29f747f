import type { StackProfile } from './stackProfile.ts'

/** Frames that V8 keeps of a stack, from its top (`TickSample::kMaxFramesCount`, src/profiler/tick-sample.h). */
export const mostFrames = 255

/** The share of samples whose stack was deeper than V8 keeps: who made the first of those calls is cut off. */
export function truncatedShare({ nodes }: StackProfile): number {
  const depths: number[] = []
  let truncated = 0
  let all = 0
  for (const { parent, hitCount } of nodes) {
    const depth = (depths[parent] ?? -1) + 1
    depths.push(depth)
    all += hitCount
    if (depth >= mostFrames) truncated += hitCount
  }
  return all === 0 ? 0 : truncated / all
}
