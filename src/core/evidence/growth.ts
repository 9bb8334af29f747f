import type { Interval } from '../statistics/interval.ts'

/** How many bytes are held after so many calls, when all that is garbage was collected. */
export interface HeldBytes {
  /** All calls of the process so far. */
  readonly calls: number
  readonly bytes: number
}

/** `steady`: what is held does not grow, or levelled off. `unsure`: it cannot be told in the calls that there was time for. */
export type GrowthVerdict = 'grows' | 'steady' | 'unsure'

/** What calls leave behind for good. */
export interface Growth {
  readonly bytesPerCall: number
  /** 95%. */
  readonly confidenceInterval: Interval
  readonly calls: number
  readonly verdict: GrowthVerdict
  /** Where what is still held was allocated, on the heap alone: the most first. Empty unless it grows. */
  readonly keptBy: readonly KeptLine[]
}

/** A line that allocates what is still held when all that is garbage was collected. */
export interface KeptLine {
  /** Relative to the workspace root with `/`, absolute outside it. */
  readonly file: string
  /** 0-based. */
  readonly line: number
  readonly bytesPerCall: number
}
