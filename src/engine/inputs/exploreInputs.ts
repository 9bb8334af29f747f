import type { CallShape, InputShape } from '../../core/workloads/inputShape.ts'
import { markAny, saysNothing } from '../../core/workloads/anyMarks.ts'
import { seenAlternatives, seenReturns } from '../../core/workloads/seenAlternatives.ts'
import type { SeenUse } from '../../core/workloads/seenUse.ts'
import { variedAlternatives } from '../../core/workloads/variedAlternatives.ts'
import type { AlternativeRows } from './alternativeRows.ts'
import { chooseDrive } from './chooseDrive.ts'
import { runProbe } from './runProbe.ts'
import { runTrial } from './runTrial.ts'
import type { TrialSetting, TriedRow } from './runTrial.ts'

/** What there is to explore. */
export interface Unexplored {
  /** As far as types say. */
  readonly call: CallShape
  /** What the text says of the places where types say nothing; in their order. */
  readonly read: readonly (SeenUse | null)[]
  /** Rows with probes at those places. */
  readonly probes: readonly string[]
  /** Makes rows. */
  readonly ask: (alternatives: readonly CallShape[], seed: number, count: number) => Promise<AlternativeRows | null>
  readonly seed: number
  /** Of the function's body. */
  readonly statements: number
}

/** Rows and what came of them. */
export interface Explored {
  readonly rows: readonly string[]
  readonly tried: readonly (TriedRow | null)[]
  readonly drive: string | null
}

/** Rows that the first round tries, over all alternatives. */
const firstRows = 400

/** Rows of the best alternatives, in the second round. */
const secondRows = 240

/** Of the statements, the share that is enough not to look further. */
const goodCoverage = 0.8

/** Calls that return, of the first round: with fewer, other kinds of values are tried. */
const enoughReturned = 40

const rowsPerVariation = 6

/** Alternatives that the second round goes on with. */
const mostKept = 3

/**
 * Finds inputs where types say nothing: a probe shows what the function does with its arguments, plain values are made of what it
 * saw in several alternatives, all are tried, and the best ones give more rows.
 * @throws the signal's reason when it is aborted
 */
export async function exploreInputs({ call, read, probes, ask, seed, statements }: Unexplored, setting: TrialSetting, signal: AbortSignal): Promise<Explored | null> {
  const { marks } = markAny(call)
  const seen = probes.length === 0 ? [] : await runProbe(probes, marks, setting, signal)
  const returns = seenReturns(seen)
  // `Function` and `Object` say no more of what can be done with a result than `any` does.
  const isOpen = saysNothing(call.returns) !== null
  // Where calls returned and gave nothing that can be driven, nothing is.
  const unseen: InputShape = returns.length === 0 && isOpen && seen.some(({ returned }) => returned) ? { kind: 'undefined' } : call.returns
  const guesses = [...seenAlternatives(call, read, seen), call]
  const first = await ask(guesses.map((each, index) => ({ ...each, returns: isOpen ? returns[index] ?? unseen : call.returns })), seed, firstRows)
  if (first === null || first.rows.length === 0) return null
  const { drive } = await chooseDrive(first, statements, setting, signal)
  const rows = [...first.rows]
  const tried = [...await runTrial({ kind: 'expressions', rows, drive }, setting, signal)]

  const goOn = async (alternatives: readonly CallShape[], from: number, count: number): Promise<AlternativeRows | null> => {
    const more = alternatives.length === 0 ? null : await ask(alternatives, from, count)
    if (more === null) return null
    const fresh = [...more.rows.keys()].filter((index) => !rows.includes(more.rows[index] ?? ''))
    const added = { rows: fresh.map((index) => more.rows[index] ?? ''), origins: fresh.map((index) => more.origins[index] ?? 0), drives: [] }
    if (added.rows.length === 0) return null
    const ends = await runTrial({ kind: 'expressions', rows: added.rows, drive }, setting, signal)
    rows.push(...added.rows)
    tried.push(...ends)
    return added
  }

  let best = bestAlternatives(first.origins, tried, new Set()).flatMap((index) => guesses[index] ?? [])
  if (isPoor(rows, tried, statements)) {
    const variations = variedAlternatives(call, best[0] ?? null)
    const before = rows.length
    const covered = coveredBy(tried)
    const more = await goOn(variations, seed + 3, variations.length * rowsPerVariation)
    if (more !== null) best = [...bestAlternatives(more.origins, tried.slice(before), covered).flatMap((index) => variations[index] ?? []), ...best].slice(0, mostKept)
  }
  await goOn(best, seed + 7, secondRows)
  return { rows, tried, drive }
}

/** Whether more should be found: much of the body did not run, or most calls throw. */
function isPoor(rows: readonly string[], tried: readonly (TriedRow | null)[], statements: number): boolean {
  const returned = tried.filter((each) => each?.end === 'returned').length
  return coveredBy(tried).size < statements * goodCoverage || returned < Math.min(rows.length, enoughReturned)
}

function coveredBy(tried: readonly (TriedRow | null)[]): Set<number> {
  return new Set(tried.flatMap((each) => (each?.end === 'returned' ? each.statements : [])))
}

/** Those that together run most, then those that return most often. */
function bestAlternatives(origins: readonly number[], tried: readonly (TriedRow | null)[], known: ReadonlySet<number>): readonly number[] {
  const scores = new Map<number, { readonly statements: Set<number>; calls: number; returned: number }>()
  for (const [row, origin] of origins.entries()) {
    const score = scores.get(origin) ?? { statements: new Set(), calls: 0, returned: 0 }
    scores.set(origin, score)
    score.calls++
    const own = tried[row]
    if (own?.end !== 'returned') continue
    score.returned++
    for (const each of own.statements) score.statements.add(each)
  }
  const covered = new Set(known)
  const kept: number[] = []
  while (kept.length < mostKept) {
    let best: { readonly origin: number; readonly worth: number } | null = null
    for (const [origin, { statements, calls, returned }] of scores) {
      if (kept.includes(origin) || returned === 0) continue
      const news = [...statements].filter((each) => !covered.has(each)).length
      const worth = news + returned / calls
      if (best === null || worth > best.worth) best = { origin, worth }
    }
    if (best === null) break
    kept.push(best.origin)
    for (const each of scores.get(best.origin)?.statements ?? []) covered.add(each)
  }
  return kept
}
