import { candidateBeside, candidatesAcross } from './candidates.ts'
import type { TuneRange } from './tuneRange.ts'
import type { TriedValue, TuneDecision } from './tuning.ts'

/** `glance`: a few pairs of processes, which tell what to look at; `single`: a whole comparison, which tells whether it is true. */
export type TuneDepth = 'glance' | 'single'

/** What a search asks for. */
export interface TuneMeasuring {
  /** Compares the code with a value with the code as it is; null ends the search. */
  readonly measure: (value: number, depth: TuneDepth) => Promise<TriedValue | null>
  /** Whether the budget holds another one; of a value that was glanced at for `single`. */
  readonly hasTime: (depth: TuneDepth, value: number) => boolean
}

/** What a search found, and how. */
export interface TuneSearch {
  /** Ascending. */
  readonly tried: readonly TriedValue[]
  /** There would have been more to try. */
  readonly isCutShort: boolean
  readonly decision: TuneDecision
}

/** Milliseconds of a search where nobody has said: fifteen values of usual calls, and the best one again, with room to spare. */
export const defaultTuneBudgetMs = 90_000

/** Values across the whole range, and those around the best of them. */
const screened = 9
const refined = 6

/** Below that nothing is called faster: the floor of verdicts. */
const floor = -0.01

/**
 * Looks for the value with the least time: some across the range, then ever closer around the best one. Of many values the best one is so by
 * luck as well, so it is measured again with fresh processes, and these alone decide: with one hypothesis left there is no more to correct for.
 * Null where measuring ended it.
 */
export async function searchValues(range: TuneRange, present: number, { measure, hasTime }: TuneMeasuring): Promise<TuneSearch | null> {
  const found: TriedValue[] = []
  const across = candidatesAcross(range, present, screened)
  const next = (): number | null => across[found.length] ?? (found.length < across.length + refined && !isFlat(found) ? candidateBeside(range, bestOf(found)?.value ?? present, [present, ...found.map(({ value }) => value)]) : null)
  let value = next()
  for (; value !== null && hasTime('glance', value); value = next()) {
    const outcome = await measure(value, 'glance')
    if (outcome === null) return null
    if (isSameCode(outcome)) return { tried: [], isCutShort: false, decision: { kind: 'unused' } }
    found.push(outcome)
  }
  const tried = found.toSorted((a, b) => a.value - b.value)
  const isCutShort = value !== null
  const best = bestOf(tried)
  if (best === null || (best.time.relativeDifference ?? 0) > floor) return { tried, isCutShort, decision: isFlat(tried) ? { kind: 'indifferent' } : { kind: 'none', seemed: null } }
  if (!hasTime('single', best.value)) return { tried, isCutShort, decision: { kind: 'unconfirmed', value: best.value, time: best.time } }
  const again = await measure(best.value, 'single')
  if (again === null) return null
  return { tried: tried.map((each) => (each.value === best.value ? again : each)), isCutShort, decision: decided(again) }
}

function decided(again: TriedValue): TuneDecision {
  const { value } = again
  if (again.kind === 'excluded') return { kind: 'none', seemed: null }
  const { time, sameAnswers } = again
  return time.verdict === 'improvement' || time.verdict === 'faster' ? { kind: 'better', value, time, sameAnswers } : { kind: 'none', seemed: value }
}

type MeasuredValue = Extract<TriedValue, { readonly kind: 'measured' }>

function measuredOf(tried: readonly TriedValue[]): readonly MeasuredValue[] {
  return tried.filter((each) => each.kind === 'measured')
}

/** The quickest one; null where the present value is quicker than all of them. */
function bestOf(tried: readonly TriedValue[]): MeasuredValue | null {
  const quicker = measuredOf(tried).filter(({ time }) => (time.relativeDifference ?? 0) < 0)
  return quicker.toSorted((a, b) => (a.time.relativeDifference ?? 0) - (b.time.relativeDifference ?? 0))[0] ?? null
}

/** All of them surely take the same time. */
function isFlat(tried: readonly TriedValue[]): boolean {
  const measured = measuredOf(tried)
  return measured.length > 0 && measured.every(({ time }) => time.verdict === 'unchanged')
}

/** Code that is the same is not measured. */
function isSameCode(outcome: TriedValue): boolean {
  return outcome.kind === 'measured' && outcome.time.verdict === 'unchanged' && outcome.time.pairs === 0
}
