import { assertNever } from '../core/assertNever.ts'
import type { Stage } from '../engine/profileFunction.ts'

/** What a run is doing, for the progress notification. */
export function stageTitle(stage: Stage, detail: string | null): string {
  return detail === null ? words(stage) : `${words(stage)} (${detail})`
}

function words(stage: Stage): string {
  switch (stage) {
    case 'waiting': return 'Waiting for another profile on this machine'
    case 'bundling': return 'Bundling'
    case 'loading': return 'Loading the code'
    case 'samplingLines': return 'Sampling hot lines'
    case 'samplingCallers': return 'Sampling callers'
    case 'timing': return 'Timing'
    default: return assertNever(stage)
  }
}
