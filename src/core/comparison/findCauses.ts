import type { PlaceSamples } from '../profile/callPaths.ts'
import type { LineRef } from '../profile/placedProfile.ts'
import { relativeFile } from '../profile/relativeFile.ts'
import type { LoopExtent } from '../source/loopExtents.ts'
import type { Cause } from './comparison.ts'
import { creditLines } from './creditLines.ts'
import { isBeyondSampling } from './isBeyondSampling.ts'
import { matchVersions } from './versionTexts.ts'
import type { MatchedVersions, VersionTexts } from './versionTexts.ts'

/** Samples of one process. */
export interface SampledRound {
  readonly places: readonly PlaceSamples[]
  /** Milliseconds of computing per call that a sample stands for. */
  readonly msPerSample: number
}

/** One version of the code, sampled. */
export interface SampledVersion extends VersionTexts {
  /** As many as the other version has, taken in turn with them. */
  readonly rounds: readonly SampledRound[]
  readonly loopsOf: (file: string) => readonly LoopExtent[]
  /** Milliseconds per call in which nothing was computed: it waited. */
  readonly waitingMsPerCall: number
  /** Bytes per call that were allocated, by place; null where they are not known. */
  readonly bytes: readonly PlaceSamples[] | null
}

export interface CausesInput {
  readonly base: SampledVersion
  readonly current: SampledVersion
  /** By file of the base, absolute, what it is called now, where that differs. */
  readonly renamed: ReadonlyMap<string, string>
  /** Absolute path of the folder that files are shown relative to. */
  readonly root: string
}

/** What one line answers for in both versions. */
interface LineDifference {
  readonly key: string
  /** Where it stands now; in the base where it is gone. */
  readonly line: LineRef
  readonly side: 'base' | 'current'
  readonly change: Cause['change']
  /** Per round. */
  readonly base: Amount[]
  readonly current: Amount[]
  bytes: number
}

interface Amount {
  samples: number
  variance: number
  ms: number
}

/** A line that answers for less than this share of the whole difference is not worth a word. */
const leastShare = 0.05

/** Bytes per call below which a difference is none: a reading's own, and an object more in one of some calls. */
const leastBytes = 8

/** Waiting is the reason where it makes up this share of what a call takes more, or less. */
const mostlyWaiting = 0.5

/**
 * The lines that made the difference, the weightiest first: those that work the same way as the whole difference does, then those
 * that work against it. Lines whose difference the number of samples does not allow to tell are left out.
 */
export function findCauses(input: CausesInput): readonly Cause[] {
  const matched = matchVersions(input.base, input.current, input.renamed)
  const lines = new Map<string, LineDifference>()
  const rounds = Math.max(input.base.rounds.length, input.current.rounds.length)
  for (const side of ['base', 'current'] as const) {
    input[side].rounds.forEach(({ places, msPerSample }, round) => {
      for (const { line, samples, pathVariance } of creditLines(places, matched[side], (each) => matched.keyOf(side, each)).values()) {
        const amount = differenceAt(lines, matched, side, line, rounds)[side][round]
        if (amount === undefined) continue
        amount.samples += samples
        amount.variance += samples + pathVariance
        amount.ms += samples * msPerSample
      }
    })
    for (const { line, samples } of creditLines(input[side].bytes ?? [], matched[side], (each) => matched.keyOf(side, each)).values()) {
      differenceAt(lines, matched, side, line, rounds).bytes += side === 'current' ? samples : -samples
    }
  }

  const exposures = { base: exposureOf(input.base), current: exposureOf(input.current) }
  const isTold = (each: LineDifference): boolean => isBeyondSampling(each, exposures)
  foldIntoLoops(lines, input, matched, isTold)
  const wholeMs = sum([...lines.values()].map(msOf))
  const wholeBytes = sum([...lines.values()].map(({ bytes }) => bytes))
  const knowsBytes = input.base.bytes !== null && input.current.bytes !== null
  const found = [...lines.values()].flatMap((each) => {
    const ms = msOf(each)
    const tellsMs = isTold(each) && Math.abs(ms) >= leastShare * Math.abs(wholeMs)
    const tellsBytes = knowsBytes && Math.abs(each.bytes) >= Math.max(leastBytes, leastShare * Math.abs(wholeBytes))
    if (!tellsMs && !tellsBytes) return []
    return [{ each, ms: tellsMs ? ms : null, bytes: tellsBytes ? each.bytes : null }]
  })
  const weight = ({ ms, bytes }: (typeof found)[number]): readonly [number, number] => [(ms ?? 0) * Math.sign(wholeMs), (bytes ?? 0) * Math.sign(wholeBytes)]
  const causes = found
    .toSorted((a, b) => weight(b)[0] - weight(a)[0] || weight(b)[1] - weight(a)[1])
    .map(({ each, ms, bytes }) => causeAt(input, each.side, each.line, each.change, ms, bytes))
  return [...waitingCauses(input, matched, wholeMs), ...causes]
}

function causeAt(input: CausesInput, side: 'base' | 'current', { file, line }: LineRef, change: Cause['change'], ms: number | null, bytes: number | null): Cause {
  return { file: relativeFile(input.root, file), line, functionName: input[side].functionAt(file, line), differenceMsPerCall: ms, differenceBytesPerCall: bytes === null ? null : Math.round(bytes), change }
}

function differenceAt(lines: Map<string, LineDifference>, matched: MatchedVersions, side: 'base' | 'current', line: LineRef, rounds: number): LineDifference {
  const key = matched.keyOf(side, line)
  const known = lines.get(key)
  if (known !== undefined) return known
  const now = side === 'current' ? line : matched.counterpart('base', line)
  const own = now === null ? { side: 'base' as const, line, change: 'removed' as const } : { side: 'current' as const, line: now, change: matched.current.isChanged(now) ? 'added' as const : 'same' as const }
  const amounts = (): Amount[] => Array.from({ length: rounds }, () => ({ samples: 0, variance: 0, ms: 0 }))
  const made: LineDifference = { key, ...own, base: amounts(), current: amounts(), bytes: 0 }
  lines.set(key, made)
  return made
}

/** Milliseconds per call more than in the base. */
function msOf({ base, current }: Pick<LineDifference, 'base' | 'current'>): number {
  return mean(current.map(({ ms }) => ms)) - mean(base.map(({ ms }) => ms))
}

/** Calls for which a millisecond per call gives one sample: what counts of samples are compared by. */
function exposureOf({ rounds }: SampledVersion): number {
  return sum(rounds.map(({ msPerSample }) => (msPerSample > 0 ? 1 / msPerSample : 0)))
}

/**
 * Where unchanged lines take longer and stand in a loop whose head is new, the head is the reason: they run more often. Gone loops
 * likewise.
 */
function foldIntoLoops(lines: Map<string, LineDifference>, { base, current }: CausesInput, matched: MatchedVersions, isTold: (each: LineDifference) => boolean): void {
  for (const each of Array.from(lines.values())) {
    if (each.change !== 'same' || !isTold(each)) continue
    const side = msOf(each) > 0 ? 'current' : 'base'
    const at = side === 'current' ? each.line : matched.counterpart('current', each.line)
    if (at === null) continue
    const head = (side === 'current' ? current : base).loopsOf(at.file)
      .filter(({ startLine, endLine }) => startLine < at.line && at.line <= endLine && matched[side].isChanged({ file: at.file, line: startLine }))
      .toSorted((a, b) => a.endLine - a.startLine - (b.endLine - b.startLine))[0]
    if (head === undefined) continue
    const into = differenceAt(lines, matched, side, { file: at.file, line: head.startLine }, each.base.length)
    addAmounts(into.base, each.base)
    addAmounts(into.current, each.current)
    lines.delete(each.key)
    into.bytes += each.bytes
  }
}

function addAmounts(into: readonly Amount[], others: readonly Amount[]): void {
  into.forEach((amount, index) => {
    const other = others[index]
    amount.samples += other?.samples ?? 0
    amount.variance += other?.variance ?? 0
    amount.ms += other?.ms ?? 0
  })
}

/** Waiting has no samples. It is the changed lines that wait which answer for it; how long each does is known where it is one. */
function waitingCauses(input: CausesInput, matched: MatchedVersions, computingMs: number): readonly Cause[] {
  const waitingMs = input.current.waitingMsPerCall - input.base.waitingMsPerCall
  if (Math.sign(waitingMs) * (waitingMs + computingMs) <= 0 || Math.abs(waitingMs) < mostlyWaiting * Math.abs(waitingMs + computingMs)) return []
  const side = waitingMs > 0 ? 'current' : 'base'
  const waits = matched.changedLines(side).filter(({ text }) => /\bawait\b/u.test(text))
  return waits.map((line) => causeAt(input, side, line, waitingMs > 0 ? 'added' : 'removed', waits.length === 1 ? waitingMs : null, null))
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0)
}

function mean(numbers: readonly number[]): number {
  return sum(numbers) / Math.max(numbers.length, 1)
}
