import type { PlaceSamples } from '../profile/callPaths.ts'
import type { LineRef } from '../profile/placedProfile.ts'
import { relativeFile } from '../profile/relativeFile.ts'
import type { PropertyUse } from '../source/propertyUse.ts'
import type { Cause } from './comparison.ts'
import { LineDifferences, msOf, runsAlike, runsOtherwise } from './lineDifferences.ts'
import type { LineDifference } from './lineDifferences.ts'
import { hasOtherValues, reasonOf } from './reasonOf.ts'
import { matchVersions } from './versionTexts.ts'
import type { VersionTexts } from './versionTexts.ts'
import { waitingLines } from './waitingLines.ts'

/** Samples of one process. */
export interface SampledRound {
  readonly places: readonly PlaceSamples[]
  /** Milliseconds of computing per call that a sample stands for. */
  readonly msPerSample: number
}

/** A place whose samples are bytes per call. */
export interface MeteredPlace extends PlaceSamples {
  /** How often it ran, per call. */
  readonly runs: number
}

/** One version of the code, sampled. Files are absolute. */
export interface SampledVersion extends VersionTexts {
  /** As many as the other version has, taken in turn with them. */
  readonly rounds: readonly SampledRound[]
  readonly propertiesOf: (file: string) => PropertyUse
  /** Milliseconds per call in which nothing was computed: it waited. */
  readonly waitingMsPerCall: number
  /** What was allocated, by place; null where it is not known. */
  readonly metered: readonly MeteredPlace[] | null
}

/** What a call takes and allocates more than in the base, as pairs of processes told; null what they did not tell to differ. */
export interface MeasuredChange {
  readonly ms: number | null
  readonly bytes: number | null
}

/** Two versions of the code, sampled alike. */
export interface CausesInput {
  readonly base: SampledVersion
  readonly current: SampledVersion
  /** By file of the base what it is called now, where that differs. */
  readonly renamed: ReadonlyMap<string, string>
  /** Absolute path of the folder that files are shown relative to. */
  readonly root: string
  readonly measured: MeasuredChange
}

/** A line that answers for less than this share of the whole difference is not worth a word. */
const leastShare = 0.05

/**
 * A difference in bytes is none below an object more in one of some calls, nor below this share of all that a call allocates: what V8
 * optimised in one process it may not have in the other.
 */
const leastBytes = 8
const leastOfBytes = 0.02

/** From so many times the measured difference on the machine was slower while samples were taken. */
const mostOfMeasured = 1.5

/** A changed line that answers for this share of what an unchanged one takes more is the likelier reason. */
const shareOfReason = 0.25

/** Where changed lines answer for this share of the bytes, what V8 did not optimise away in the unchanged ones is no difference. */
const mostOfBytes = 0.8

/**
 * The lines that made the difference, the weightiest first: those that work the same way as the whole difference does, then those
 * that work against it. Causes are in the order of time where that is known to differ, else of bytes. Lines whose difference the number of
 * samples does not allow to tell are left out, and bytes where calls allocate as much as before. A changed line that makes
 * an unchanged one slower by the values that it makes comes before it, with what both take.
 */
export function findCauses(input: CausesInput): readonly Cause[] {
  const { measured } = input
  const weighs = measured.ms === null && measured.bytes !== null ? 'bytes' : 'time'
  const matched = matchVersions(input.base, input.current, input.renamed)
  const lines = new LineDifferences(input, matched)
  lines.foldIntoLoops()
  const wholeMs = sum(lines.all().map(msOf))
  const [timeSign, bytesSign] = [Math.sign(measured.ms ?? wholeMs), Math.sign(measured.bytes ?? 0)]
  const pace = paceOf(measured.ms, wholeMs)
  const countsBytes = bytesCounter(input, lines, measured.bytes)
  const told = (each: LineDifference): Told => ({
    each,
    ms: lines.isTold(each) && Math.abs(msOf(each)) >= leastShare * Math.abs(wholeMs) ? msOf(each) * pace : null,
    bytes: countsBytes(each) ? each.bytes : null,
  })
  const found = lines.all().map(told).filter(({ ms, bytes }) => ms !== null || bytes !== null)
    .toSorted((a, b) => {
      const byTime = ((b.ms ?? 0) - (a.ms ?? 0)) * timeSign
      const byBytes = ((b.bytes ?? 0) - (a.bytes ?? 0)) * bytesSign
      return weighs === 'time' ? byTime || byBytes : byBytes || byTime
    })
  const [first] = found
  const reason = first === undefined || weighs === 'bytes' || (first.ms ?? 0) * timeSign <= 0 ? null : reasonOf(first.each, input, matched)
  const likelier = reason === null && weighs === 'time' && first?.ms != null && hasOtherValues(first.each) ? found.find(({ each, ms }) => each.change !== 'same' && (ms ?? 0) / (first.ms ?? 1) >= shareOfReason) : undefined
  const ahead = reason !== null && first !== undefined ? [feltAt(first, told(lines.at(reason.side, reason.line)))] : likelier !== undefined ? [likelier] : []
  const causes = [...ahead, ...found.filter(({ each }) => !ahead.some((other) => other.each === each))]
    .map(({ each, ms, bytes, felt }) => ({
      ...causeAt(input, each.side, each.line, each.change, ms, bytes),
      ...(felt === undefined ? {} : { feltAt: { file: relativeFile(input.root, felt.file), line: felt.line } }),
      ...(runsOtherwise(each) ? { runsPerCall: { ...each.runs } } : {}),
    }))
  const waits = weighs === 'bytes' ? [] : waitingLines(input, matched, wholeMs).map(({ side, line, ms, felt }) => ({
    ...causeAt(input, side, line, side === 'current' ? 'added' : 'removed', ms, null),
    ...(felt === undefined ? {} : { feltAt: { file: relativeFile(input.root, felt.file), line: felt.line } }),
  }))
  return [...waits, ...causes.filter((each) => !waits.some(({ file, line, change }) => file === each.file && line === each.line && change === each.change))]
}

/** What sampled milliseconds are to be multiplied by: of what other programs made longer meanwhile lines have their shares of what was measured. */
function paceOf(measuredMs: number | null, sampledMs: number): number {
  return measuredMs !== null && measuredMs * sampledMs > 0 && Math.abs(sampledMs) > mostOfMeasured * Math.abs(measuredMs) ? measuredMs / sampledMs : 1
}

/** Tells of a line whether the bytes that it allocates more, or less, are a difference. */
function bytesCounter({ base, current }: CausesInput, lines: LineDifferences, measuredBytes: number | null): (each: LineDifference) => boolean {
  if (base.metered === null || current.metered === null || measuredBytes === null) return () => false
  const all = Math.max(...[base.metered, current.metered].map((places) => sum(places.map(({ samples }) => samples))))
  const whole = sum(lines.all().map(({ bytes }) => bytes))
  const least = Math.max(leastBytes, leastOfBytes * all, leastShare * Math.abs(whole))
  const changed = sum(lines.all().flatMap((each) => (runsAlike(each) ? [] : [each.bytes])))
  const tellsAll = changed / measuredBytes >= mostOfBytes
  return (each) => Math.abs(each.bytes) >= least && !(tellsAll && runsAlike(each))
}

/** What can be told of a line's difference: null what cannot. */
interface Told {
  readonly each: LineDifference
  readonly ms: number | null
  readonly bytes: number | null
  /** The unchanged line that takes it. */
  readonly felt?: LineRef
}

/** The reason why an unchanged line takes longer, with what that takes. */
function feltAt(hot: Told, reason: Told): Told {
  return { ...reason, ms: (hot.ms ?? 0) + (reason.ms ?? 0), felt: hot.each.line }
}

function causeAt(input: CausesInput, side: 'base' | 'current', { file, line }: LineRef, change: Cause['change'], ms: number | null, bytes: number | null): Cause {
  return { file: relativeFile(input.root, file), line, functionName: input[side].functionAt(file, line), differenceMsPerCall: ms, differenceBytesPerCall: bytes === null ? null : Math.round(bytes), change }
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0)
}
