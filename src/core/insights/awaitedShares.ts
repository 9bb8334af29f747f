import type { Run } from '../comparison/run.ts'

/** A line that waits. */
export interface AwaitedShare {
  readonly file: string
  /** 0-based. */
  readonly line: number
  /** Of a call's time the part for which something that the line awaits is pending, 0 to 1. */
  readonly share: number
}

/** Which lines wait for how much of a call's time; null where it was not looked at. */
export function awaitedShares({ timing, evidence }: Pick<Run, 'timing' | 'evidence'>): readonly AwaitedShare[] | null {
  const callMs = timing?.medianMs ?? 0
  if (callMs === 0 || evidence?.awaits === undefined) return null
  return evidence.awaits.map(({ file, line, coveredMsPerCall }) => ({ file, line, share: Math.min(1, coveredMsPerCall / callMs) }))
}
