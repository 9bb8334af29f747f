/** The types of values that a Map finds again by what they are. */
export type PrimitiveType = 'string' | 'number' | 'boolean' | 'bigint'

/** How often calls of the profiled function were made with arguments that it had been given before. */
export interface RepeatedArguments {
  /** Calls that were looked at. */
  readonly calls: number
  /** Different arguments among them. */
  readonly distinct: number
  /** Caches of growing size, none larger than it need be. */
  readonly hitRates: readonly HitRate[]
  /** Per argument, what all calls give it as; null where they differ, or give an object. */
  readonly types: readonly (PrimitiveType | null)[]
}

/** What a cache would have answered that keeps the results used last. */
export interface HitRate {
  /** Results that it keeps. */
  readonly entries: number
  /** Of the calls, those that it had an answer for, 0 to 1. */
  readonly rate: number
}

/** A call: what stands for all of its arguments, equal for equal ones, and the type of each. */
export interface FingerprintedCall {
  readonly fingerprint: string
  readonly types: readonly (PrimitiveType | null)[]
}

const sizes = [1, 8, 64, 512]

/** @param calls in the order in which they were made */
export function countRepeats(calls: readonly FingerprintedCall[]): RepeatedArguments {
  const distinct = new Set(calls.map(({ fingerprint }) => fingerprint)).size
  // The first size that holds all of them is as good as any larger one.
  const useful = sizes.filter((_, at) => (sizes[at - 1] ?? 0) < distinct)
  return {
    calls: calls.length,
    distinct,
    hitRates: useful.map((entries) => ({ entries, rate: hitRate(calls, entries) })),
    types: commonTypes(calls),
  }
}

function hitRate(calls: readonly FingerprintedCall[], entries: number): number {
  // A set is in the order of adding: the one used longest ago comes first.
  const kept = new Set<string>()
  let hits = 0
  for (const { fingerprint } of calls) {
    if (kept.delete(fingerprint)) hits++
    kept.add(fingerprint)
    const [oldest] = kept
    if (kept.size > entries && oldest !== undefined) kept.delete(oldest)
  }
  return calls.length === 0 ? 0 : hits / calls.length
}

function commonTypes([first, ...others]: readonly FingerprintedCall[]): RepeatedArguments['types'] {
  const most = Math.max(0, ...others.map(({ types }) => types.length))
  const types = Array.from({ length: Math.max(most, first?.types.length ?? 0) }, (_, at) => first?.types[at] ?? null)
  return types.map((type, at) => (others.every((other) => other.types[at] === type) ? type : null))
}
