/** V8's names for its kinds of garbage collection, in the words of Node's `perf_hooks`. */
const collectionKinds = ['minor', 'major', 'incremental', 'weakCallbacks'] as const

export type CollectionKind = (typeof collectionKinds)[number]

/** What collecting garbage cost the calls, under the natural JIT. */
export interface Collections {
  /** Calls that were watched. */
  readonly calls: number
  readonly perCall: number
  /** Milliseconds for which collections stopped the program. */
  readonly pauseMsPerCall: number
  readonly longestPauseMs: number
  /** Of the time that the calls computed, 0 to 1. */
  readonly share: number
  /** Of all calls that were watched, what took longest first. */
  readonly kinds: readonly { readonly kind: CollectionKind; readonly count: number; readonly ms: number }[]
}

/** A collection as V8 told of it. */
export interface Pause {
  readonly kind: CollectionKind
  readonly ms: number
}

/** Sums up the collections of some calls. */
export function summariseCollections(pauses: readonly Pause[], calls: number, computingMs: number): Collections {
  const pauseMs = pauses.reduce((sum, { ms }) => sum + ms, 0)
  const kinds = collectionKinds.flatMap((kind) => {
    const own = pauses.filter((each) => each.kind === kind)
    return own.length === 0 ? [] : [{ kind, count: own.length, ms: own.reduce((sum, { ms }) => sum + ms, 0) }]
  })
  return {
    calls,
    perCall: pauses.length / calls,
    pauseMsPerCall: pauseMs / calls,
    longestPauseMs: Math.max(0, ...pauses.map(({ ms }) => ms)),
    share: computingMs > 0 ? Math.min(1, pauseMs / computingMs) : 0,
    kinds: kinds.toSorted((a, b) => b.ms - a.ms),
  }
}
