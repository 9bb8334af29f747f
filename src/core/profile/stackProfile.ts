/** Who took the stack samples. */
export type RecorderName = 'pprof' | 'v8-profiler-next' | 'inspector'

/**
 * One node of a call tree. V8 repeats a function once per caller, and a recorder that knows call sites once per line.
 */
export interface CallTreeNode {
  /** Index of the caller's node in `StackProfile.nodes`, -1 for the root. A parent precedes its children. */
  readonly parent: number
  readonly functionName: string
  /** V8's script name: a file URL or path, `node:internal/...`, or empty for `(root)`, `(program)`, `(idle)`, `(garbage collector)`. */
  readonly url: string
  /** 0-based generated line, -1 where unknown. What it is the line of, `StackProfile.lineMeans` says. */
  readonly line: number
  /** 0-based generated column on which the function starts; absent where the recorder does not know it. */
  readonly column?: number
  /** Stack samples that ended in this node. */
  readonly hitCount: number
  /** Self samples by 0-based generated line where the recorder gives them apart, else null. */
  readonly lineTicks: readonly LineTick[] | null
}

export interface LineTick {
  readonly line: number
  readonly hitCount: number
}

/** What every recorder's output is turned into: one importer per format, one model behind them. */
export interface StackProfile {
  readonly recorder: RecorderName
  /** Measured: the duration over all samples, idle ones included; a busy machine samples less often than it was asked to. */
  readonly samplingIntervalUs: number
  readonly durationMs: number
  /** `tickOrCall`: a leaf's line is where the tick fell, an inner node's where it made the call. `functionStart`: the function's own first line. */
  readonly lineMeans: 'tickOrCall' | 'functionStart'
  /** Joined profiles have a root each. */
  readonly nodes: readonly CallTreeNode[]
  /** Node index and microseconds since the sample before, in the order in which samples were taken; null where the recorder does not keep it. */
  readonly timeline: { readonly nodes: readonly number[]; readonly deltasUs: readonly number[] } | null
}
