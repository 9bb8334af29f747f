import type { PlaceSamples } from '../profile/callPaths.ts'
import type { LineRef } from '../profile/placedProfile.ts'
import { relativeFile } from '../profile/relativeFile.ts'
import type { LoopExtent } from '../source/loopExtents.ts'
import type { PropertyUse } from '../source/propertyUse.ts'
import type { Cause } from './comparison.ts'
import { LineDifferences, msOf } from './lineDifferences.ts'
import type { LineDifference } from './lineDifferences.ts'
import { shapingLine } from './shapingLine.ts'
import { matchVersions } from './versionTexts.ts'
import type { MatchedVersions, VersionTexts } from './versionTexts.ts'

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
  readonly loopsOf: (file: string) => readonly LoopExtent[]
  readonly propertiesOf: (file: string) => PropertyUse
  /** Milliseconds per call in which nothing was computed: it waited. */
  readonly waitingMsPerCall: number
  /** What was allocated, by place; null where it is not known. */
  readonly metered: readonly MeteredPlace[] | null
}

/** Two versions of the code, sampled alike. */
export interface CausesInput {
  readonly base: SampledVersion
  readonly current: SampledVersion
  /** By file of the base what it is called now, where that differs. */
  readonly renamed: ReadonlyMap<string, string>
  /** Absolute path of the folder that files are shown relative to. */
  readonly root: string
  /** What the versions are known to differ in: causes are in its order. */
  readonly weighs: 'time' | 'bytes'
}

/** A line that answers for less than this share of the whole difference is not worth a word. */
const leastShare = 0.05

/**
 * A difference in bytes is none below an object more in one of some calls, nor below this share of all that a call allocates: what V8
 * optimised in one process it may not have in the other.
 */
const leastBytes = 8
const leastOfBytes = 0.02

/** Waiting is the reason where it makes up this share of what a call takes more, or less. */
const mostlyWaiting = 0.5

/**
 * The lines that made the difference, the weightiest first: those that work the same way as the whole difference does, then those
 * that work against it. Lines whose difference the number of samples does not allow to tell are left out. A changed line that makes
 * an unchanged one slower by the objects that it makes comes before it, with what it takes itself.
 */
export function findCauses(input: CausesInput): readonly Cause[] {
  const matched = matchVersions(input.base, input.current, input.renamed)
  const lines = new LineDifferences(input, matched)
  lines.foldIntoLoops()
  const wholeMs = sum(lines.all().map(msOf))
  const wholeBytes = sum(lines.all().map(({ bytes }) => bytes))
  const knowsBytes = input.base.metered !== null && input.current.metered !== null
  const allBytes = Math.max(...(['base', 'current'] as const).map((side) => sum((input[side].metered ?? []).map(({ samples }) => samples))))
  const told = (each: LineDifference): Told => ({
    each,
    ms: lines.isTold(each) && Math.abs(msOf(each)) >= leastShare * Math.abs(wholeMs) ? msOf(each) : null,
    bytes: knowsBytes && Math.abs(each.bytes) >= Math.max(leastBytes, leastOfBytes * allBytes, leastShare * Math.abs(wholeBytes)) ? each.bytes : null,
  })
  const found = lines.all().map(told).filter(({ ms, bytes }) => ms !== null || bytes !== null)
    .toSorted((a, b) => {
      const byTime = ((b.ms ?? 0) - (a.ms ?? 0)) * Math.sign(wholeMs)
      const byBytes = ((b.bytes ?? 0) - (a.bytes ?? 0)) * Math.sign(wholeBytes)
      return input.weighs === 'time' ? byTime || byBytes : byBytes || byTime
    })
  const [first] = found
  const shaping = first === undefined || input.weighs === 'bytes' || (first.ms ?? 0) * wholeMs <= 0 ? null : shapingLine(first.each, input, matched)
  const ahead = shaping === null ? [] : [told(lines.at(shaping.side, shaping.line))]
  const causes = [...ahead, ...found.filter(({ each }) => !ahead.some((other) => other.each === each))]
    .map(({ each, ms, bytes }) => causeAt(input, each.side, each.line, each.change, ms, bytes))
  const waits = input.weighs === 'bytes' ? [] : waitingCauses(input, matched, wholeMs)
  return [...waits, ...causes.filter((each) => !waits.some(({ file, line, change }) => file === each.file && line === each.line && change === each.change))]
}

/** What can be told of a line's difference: null what cannot. */
interface Told {
  readonly each: LineDifference
  readonly ms: number | null
  readonly bytes: number | null
}

function causeAt(input: CausesInput, side: 'base' | 'current', { file, line }: LineRef, change: Cause['change'], ms: number | null, bytes: number | null): Cause {
  return { file: relativeFile(input.root, file), line, functionName: input[side].functionAt(file, line), differenceMsPerCall: ms, differenceBytesPerCall: bytes === null ? null : Math.round(bytes), change }
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
