import { grouped } from './grouped.ts'
import type { JudgedFunction, JudgedPackage } from './judgePackage.ts'
import { noTest, rungs } from './verdict.ts'
import type { Rung } from './verdict.ts'

/** A share of some functions: `good` of `count`, over all seeds. */
export interface Share {
  readonly count: number
  readonly good: number
  /** 0 to 1, the mean of the seeds' shares; null where there are no functions. */
  readonly share: number | null
}

/** A reason for not being good, and some of those it is true of. */
export interface ReasonCount {
  readonly reason: string
  readonly count: number
  readonly examples: readonly { readonly id: string; readonly detail: string }[]
}

export interface RecordedSummary {
  /** Functions that calls were recorded of, and ended as in the tests when they were replayed. */
  readonly reached: Share
  readonly good: Share
  readonly reasons: readonly ReasonCount[]
}

export interface PackageSummary {
  readonly name: string
  readonly kind: JudgedPackage['kind']
  readonly found: JudgedPackage['found']
  readonly exported: Share
  /** All functions with a lens. */
  readonly withLens: Share
  readonly all: Share
  readonly byRung: Readonly<Record<Rung, number>>
  readonly baselines: { readonly undefined: Share; readonly proxy: Share }
  /** Functions of which made-up inputs ran enough of what the package's tests run, among those that tests run. */
  readonly asTested: Share
  /** With the calls that tests make, of the functions with a lens; null where no test reaches one. */
  readonly recorded: RecordedSummary | null
  readonly reasons: readonly ReasonCount[]
}

/** Of the lines that tests run of a function, made-up inputs should run so many, 0 to 1. */
const enoughOfTested = 0.8

const mostExamples = 5

export function summarise({ name, kind, found, seeds }: JudgedPackage): PackageSummary {
  const share = (wanted: (each: JudgedFunction) => boolean, isGood: (each: JudgedFunction) => boolean): Share => {
    const groups = seeds.map(({ functions }) => functions.filter(wanted)).filter(({ length }) => length > 0)
    const shares = groups.map((group) => group.filter(isGood).length / group.length)
    return { count: groups.flat().length, good: groups.flat().filter(isGood).length, share: mean(shares) }
  }
  const functions = seeds.flatMap((each) => each.functions)
  const perRung = (rung: Rung): number => functions.filter((each) => each.verdict.isGood && each.rung === rung).length / Math.max(1, functions.length)
  return {
    name, kind, found,
    exported: share(({ exported }) => exported, good),
    withLens: share(({ hasLens }) => hasLens, good),
    all: share(() => true, good),
    byRung: Object.fromEntries(rungs.map((rung) => [rung, perRung(rung)])) as Record<Rung, number>,
    baselines: {
      undefined: share(({ exported }) => exported, ({ baselines }) => baselines.undefined),
      proxy: share(() => true, ({ baselines }) => baselines.proxy),
    },
    asTested: share(({ ofTested, hasLens }) => ofTested !== null && hasLens, ({ ofTested }) => ofTested !== null && ofTested >= enoughOfTested),
    recorded: isTested(functions) ? {
      reached: share(({ recorded }) => recorded !== null, ({ recorded }) => recorded?.isReached === true),
      good: share(({ recorded }) => recorded !== null, ({ recorded }) => recorded?.verdict.isGood === true),
      reasons: reasonsOf(functions.flatMap(({ id, recorded }) => (recorded === null ? [] : [{ id, verdict: recorded.verdict }]))),
    } : null,
    reasons: reasonsOf(functions),
  }
}

function good({ verdict }: JudgedFunction): boolean {
  return verdict.isGood
}

function isTested(functions: readonly JudgedFunction[]): boolean {
  return functions.some(({ recorded }) => recorded !== null && (recorded.verdict.isGood || recorded.verdict.reason !== noTest))
}

function reasonsOf(functions: readonly Pick<JudgedFunction, 'id' | 'verdict'>[]): readonly ReasonCount[] {
  const missed = functions.flatMap(({ id, verdict }) => (verdict.isGood ? [] : [{ id, reason: verdict.reason, detail: verdict.detail }]))
  return [...grouped(missed, ({ reason }) => reason)].map(([reason, group]) => ({
    reason,
    count: group.length,
    examples: [...new Map(group.map(({ id, detail }) => [id, { id, detail }])).values()].slice(0, mostExamples),
  })).toSorted((a, b) => b.count - a.count)
}

/** Null where there is nothing. */
export function mean(values: readonly number[]): number | null {
  return values.length === 0 ? null : values.reduce((sum, each) => sum + each, 0) / values.length
}
