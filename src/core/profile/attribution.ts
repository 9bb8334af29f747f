import type { Interval } from '../statistics/interval.ts'

/** A share of stack samples with its uncertainty. */
export interface ShareEstimate {
  /** Stack samples behind it; fractional where one pass is weighted by another. */
  readonly samples: number
  /** Of the whole run's samples, 0 to 1. */
  readonly share: number
  /** Wilson's 95% interval of `share`. */
  readonly interval: Interval
}

/** What a line called while samples were taken. */
export interface Callee {
  readonly name: string
  readonly file: string | null
  /** 0-based line where the callee starts, null where it is not in a file we can show. */
  readonly line: number | null
  readonly samples: number
}

/** How hot one source line is. */
export interface LineHeat {
  /** Relative to the workspace root with `/`, absolute outside it. */
  readonly file: string
  /** 0-based. */
  readonly line: number
  readonly self: ShareEstimate
  /** Self and everything called from the line, once per stack; null where the recorder knows no call sites. */
  readonly total: ShareEstimate | null
  readonly selfMsPerCall: number | null
  readonly callees: readonly Callee[]
}

/** How hot one function is. */
export interface FunctionHeat {
  readonly file: string
  readonly name: string
  /** 0-based line on which it starts. */
  readonly line: number
  readonly self: ShareEstimate
  readonly total: ShareEstimate | null
}

/** Where the run's computing time went, in source positions. */
export interface Attribution {
  readonly recorders: readonly string[]
  /** Samples of the run: the bundle's, what it called and garbage collection; not the harness, loading or idle. */
  readonly stackSamples: number
  /** Of those, the ones below (or in) the profiled function; null where unknown. */
  readonly functionSamples: number | null
  readonly garbageCollection: ShareEstimate
  /** Samples in code that no line of the user's called directly, and those whose stack V8 could not read. */
  readonly unmappedShare: number
  /** Hottest first. */
  readonly lines: readonly LineHeat[]
  /** Hottest first. */
  readonly functions: readonly FunctionHeat[]
}
