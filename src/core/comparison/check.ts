import type { Comparison } from './comparison.ts'
import { regressionsOf } from './regressions.ts'

/** Several functions compared in one go. Immutable, as a comparison is. */
export interface Check {
  /** Milliseconds since the epoch. */
  readonly startedAt: number
  readonly root: string
  /** In the order in which they were given. */
  readonly functions: readonly CheckedFunction[]
  /** From its beginning to its end, with starting and loading. */
  readonly seconds: number
  /** It was cancelled: of the functions that are left nothing is known. */
  readonly wasCancelled: boolean
}

/** A function of a check: its comparison, or why there is none. */
export interface CheckedFunction {
  /** `src/cart.ts#Cart.total` */
  readonly id: string
  readonly file: string
  readonly name: string
  /** 0-based. */
  readonly line: number
  readonly result:
    | { readonly kind: 'compared'; readonly comparison: Comparison }
    | { readonly kind: 'failed'; readonly message: string }
    /** The base does not have it, mostly because it is new. */
    | { readonly kind: 'withoutBase'; readonly message: string }
}

/** How many functions a check found what of. A function counts once, under the first that holds. */
export interface CheckSummary {
  readonly functions: number
  readonly regressions: number
  readonly slower: number
  readonly improvements: number
  readonly faster: number
  readonly unchanged: number
  readonly inconclusive: number
  /** Could not be compared. */
  readonly failed: number
  /** The base does not have them, mostly because they are new. */
  readonly withoutBase: number
  /** On the same inputs, whatever the verdict. */
  readonly differentAnswers: number
  /** No regression: what is inconclusive, without a base or could not be compared fails no check. */
  readonly passed: boolean
}

/** What a check says of a function. */
export type CheckState = keyof Pick<CheckSummary, 'regressions' | 'slower' | 'improvements' | 'faster' | 'unchanged' | 'inconclusive' | 'failed' | 'withoutBase'>

export function summariseCheck({ functions }: Pick<Check, 'functions'>): CheckSummary {
  const states = functions.map(stateOf)
  const count = (state: CheckState) => states.filter((each) => each === state).length
  return {
    functions: functions.length,
    regressions: count('regressions'),
    slower: count('slower'),
    improvements: count('improvements'),
    faster: count('faster'),
    unchanged: count('unchanged'),
    inconclusive: count('inconclusive'),
    failed: count('failed'),
    withoutBase: count('withoutBase'),
    differentAnswers: functions.filter(({ result }) => result.kind === 'compared' && result.comparison.sameAnswers === false).length,
    passed: count('regressions') === 0,
  }
}

/** The worst of a function's measures decides: less time does not make up for more memory. */
export function stateOf({ result }: Pick<CheckedFunction, 'result'>): CheckState {
  if (result.kind === 'withoutBase') return 'withoutBase'
  if (result.kind === 'failed' || result.comparison.outcome !== 'completed') return 'failed'
  const { comparison: { time, memory } } = result
  if (regressionsOf(result.comparison).length > 0) return 'regressions'
  const verdicts = [time.verdict, memory.verdict]
  if (verdicts.includes('slower')) return 'slower'
  if (verdicts.includes('improvement')) return 'improvements'
  if (verdicts.includes('faster')) return 'faster'
  return time.verdict === 'unchanged' ? 'unchanged' : 'inconclusive'
}
