import type { LineRef } from '../profile/placedProfile.ts'
import type { Cause } from './comparison.ts'
import { creditLines } from './creditLines.ts'
import type { CausesInput, SampledVersion } from './findCauses.ts'
import { isBeyondSampling } from './isBeyondSampling.ts'
import type { CountedSamples } from './isBeyondSampling.ts'
import type { MatchedVersions } from './versionTexts.ts'

/** What one line answers for in both versions. */
export interface LineDifference {
  /** Where it stands now; in the base where it is gone. */
  readonly line: LineRef
  readonly side: 'base' | 'current'
  readonly change: Cause['change']
  /** Per round. */
  readonly base: Amount[]
  readonly current: Amount[]
  /** Per call. */
  bytes: number
  /** How often its statements ran, per call; 0 where that was not counted. */
  readonly runs: Record<'base' | 'current', number>
}

interface Amount extends CountedSamples {
  samples: number
  variance: number
  /** Per call. */
  ms: number
  /** Of the samples, those that ended in the line itself. */
  ownSamples: number
  /** Samples that a millisecond per call gives in this process. */
  readonly exposure: number
}

/** Books the samples and bytes of both versions on the lines that answer for them. */
export class LineDifferences {
  readonly #input: CausesInput
  readonly #matched: MatchedVersions
  readonly #lines = new Map<string, LineDifference>()
  readonly #exposures: Readonly<Record<'base' | 'current', number>>

  constructor(input: CausesInput, matched: MatchedVersions) {
    this.#input = input
    this.#matched = matched
    this.#exposures = { base: exposureOf(input.base.rounds), current: exposureOf(input.current.rounds) }
    for (const side of ['base', 'current'] as const) this.#book(side)
  }

  all(): readonly LineDifference[] {
    return [...this.#lines.values()]
  }

  /** Whether the counts of samples tell that the line takes more time, or less. */
  isTold(each: LineDifference): boolean {
    return isBeyondSampling(each, this.#exposures)
  }

  /** The difference of a line, nothing where it has none. */
  at(side: 'base' | 'current', line: LineRef): LineDifference {
    const key = this.#matched.keyOf(side, line)
    const known = this.#lines.get(key)
    if (known !== undefined) return known
    const now = side === 'current' ? line : this.#matched.counterpart('base', line)
    const own = now === null ? { side: 'base' as const, line, change: 'removed' as const } : { side: 'current' as const, line: now, change: this.#matched.current.isChanged(now) ? 'added' as const : 'same' as const }
    const made: LineDifference = { ...own, base: nothingIn(this.#input.base), current: nothingIn(this.#input.current), bytes: 0, runs: { base: 0, current: 0 } }
    this.#lines.set(key, made)
    return made
  }

  /**
   * Where unchanged lines take longer and stand in a loop whose head is new, the head is the reason: they run more often. Gone loops
   * likewise.
   */
  foldIntoLoops(): void {
    for (const each of this.all()) {
      if (each.change !== 'same' || !this.isTold(each)) continue
      const side = msOf(each) > 0 ? 'current' : 'base'
      const at = side === 'current' ? each.line : this.#matched.counterpart('current', each.line)
      if (at === null) continue
      const [head] = this.#input[side].loopsOf(at.file)
        .filter(({ startLine, endLine }) => startLine < at.line && at.line <= endLine && this.#matched[side].isChanged({ file: at.file, line: startLine }))
        .toSorted((a, b) => a.endLine - a.startLine - (b.endLine - b.startLine))
      if (head === undefined) continue
      const into = this.at(side, { file: at.file, line: head.startLine })
      addAmounts(into.base, each.base)
      addAmounts(into.current, each.current)
      into.bytes += each.bytes
      this.#lines.delete(this.#matched.keyOf(each.side, each.line))
    }
  }

  #book(side: 'base' | 'current'): void {
    const { rounds, metered } = this.#input[side]
    const lines = this.#matched[side]
    const keyOf = (line: LineRef): string => this.#matched.keyOf(side, line)
    rounds.forEach(({ places, msPerSample }, round) => {
      for (const { line, samples, ownSamples, pathVariance } of creditLines(places, lines, keyOf).values()) {
        const amount = this.at(side, line)[side][round]
        if (amount === undefined) continue
        amount.samples += samples
        amount.variance += samples + pathVariance
        amount.ms += samples * msPerSample
        amount.ownSamples += ownSamples
      }
    })
    for (const { line, samples } of creditLines(metered ?? [], lines, keyOf).values()) this.at(side, line).bytes += side === 'current' ? samples : -samples
    // Runs that were counted in one version alone tell nothing.
    if (this.#input.base.metered === null || this.#input.current.metered === null) return
    for (const { line, runs } of metered ?? []) if (line !== null && lines.isUsers(line.file)) this.at(side, line).runs[side] += runs
  }
}

/** Milliseconds per call more than in the base. */
export function msOf({ base, current }: Pick<LineDifference, 'base' | 'current'>): number {
  return pooled(current, ({ samples }) => samples) - pooled(base, ({ samples }) => samples)
}

/** Of that, what the line itself takes more, and not what it calls. */
export function ownMsOf({ base, current }: Pick<LineDifference, 'base' | 'current'>): number {
  return pooled(current, ({ ownSamples }) => ownSamples) - pooled(base, ({ ownSamples }) => ownSamples)
}

/** Runs per call that differ by less are as many. */
const sameRuns = 0.02

/** Whether an unchanged line runs as often as it did, as far as that was counted. */
export function runsAlike(each: Pick<LineDifference, 'change' | 'runs'>): boolean {
  return each.change === 'same' && !runsOtherwise(each)
}

/** Whether an unchanged line is known to run more often, or less. */
export function runsOtherwise({ change, runs: { base, current } }: Pick<LineDifference, 'change' | 'runs'>): boolean {
  return change === 'same' && Math.abs(current - base) > sameRuns * Math.max(current, base)
}

/** Samples that a millisecond per call gives: what counts of samples are compared by. */
function exposureOf(rounds: SampledVersion['rounds']): number {
  return rounds.reduce((sum, { msPerSample }) => sum + (msPerSample > 0 ? 1 / msPerSample : 0), 0)
}

function nothingIn({ rounds }: SampledVersion): Amount[] {
  return rounds.map((round) => ({ samples: 0, variance: 0, ms: 0, ownSamples: 0, exposure: exposureOf([round]) }))
}

function addAmounts(into: readonly Amount[], others: readonly Amount[]): void {
  into.forEach((amount, index) => {
    const other = others[index]
    amount.samples += other?.samples ?? 0
    amount.variance += other?.variance ?? 0
    amount.ms += other?.ms ?? 0
    amount.ownSamples += other?.ownSamples ?? 0
  })
}

/** Milliseconds per call in all processes of a version: one that got few samples, on a busy machine, tells as little as it knows. */
function pooled(amounts: readonly Amount[], samplesOf: (amount: Amount) => number): number {
  const exposure = amounts.reduce((sum, each) => sum + each.exposure, 0)
  return exposure === 0 ? 0 : amounts.reduce((sum, each) => sum + samplesOf(each), 0) / exposure
}
