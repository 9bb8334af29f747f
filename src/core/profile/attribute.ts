import type { SourceFunction, UnlistedCode } from '../source/sourceFunction.ts'
import { wilsonInterval } from '../statistics/wilsonInterval.ts'
import type { Attribution, Callee, FunctionHeat, LineHeat, ShareEstimate } from './attribution.ts'
import { callPaths } from './callPaths.ts'
import type { PlaceSamples } from './callPaths.ts'
import { totalCallers } from './callerTotals.ts'
import type { CalledSamples, CallerTotals } from './callerTotals.ts'
import { FunctionFinder } from './functionFinder.ts'
import type { FunctionRef } from './functionFinder.ts'
import { areLongCalls } from './longCall.ts'
import { LineTable, placeProfile } from './placedProfile.ts'
import type { LineRef } from './placedProfile.ts'
import { relativeFile } from './relativeFile.ts'
import { ScriptReader } from './scripts.ts'
import type { PositionReader, RunScripts } from './scripts.ts'
import { bookLeaves, leavesOf, settleByName } from './selfSamples.ts'
import { settleInlined } from './settleInlined.ts'
import type { StackProfile } from './stackProfile.ts'

/** What attribution rests on. */
interface BookingInput {
  /** Stack samples under the natural JIT: how much. */
  readonly lines: StackProfile
  /** Calls in that profile's window. */
  readonly calls: number
  /** Milliseconds for which the sampled thread held a processor in that window. */
  readonly computingMs: number
  /** Whether V8 names inlined functions (Node 26). Where it does not, `lines` alone gives no totals. */
  readonly namesInlinedCallees: boolean
  /**
   * Who called whom, from which line: a profile of a pass without inlining and without copies of loop bodies, whose calls
   * V8 books on the loop's line. Null where there is none.
   */
  readonly callers: StackProfile | null
  /** The functions of a file by absolute path; empty where its text is unknown. Asked only for files that were sampled. */
  readonly functionsOf: (file: string) => readonly SourceFunction[]
  /** The code outside of them that has some name all the same. */
  readonly unlistedOf?: (file: string) => readonly UnlistedCode[]
  /** The profiled function: its file's absolute path, and `SourceFunction.name`; null where it is a whole program. */
  readonly target: { readonly file: string; readonly name: string } | null
  /** The harness copied inputs for each call: whose garbage was collected cannot be told, so that it is left out. */
  readonly copiesInputs?: boolean
  /** Absolute path of the folder that files are shown relative to. */
  readonly root: string
}

/** What the attribution of a function rests on. */
export interface AttributionInput extends BookingInput {
  readonly scripts: RunScripts
}

/** What the attribution of one thread of a program rests on. */
export interface ThreadAttributionInput extends Omit<BookingInput, 'calls' | 'callers' | 'namesInlinedCallees'> {
  readonly scripts: PositionReader
}

/**
 * Books stack samples on source lines and functions. Self time by the line a sample fell on, totals by the stacks above.
 * Samples of the harness, of start-up and of waiting are left out; garbage collection is a row of its own.
 */
export function attribute(input: AttributionInput): Attribution {
  return attributeWithPaths(input).attribution
}

/** An attribution, and the ways that its samples came: for what is asked of the stacks beyond totals. */
export interface AttributionWithPaths {
  readonly attribution: Attribution
  readonly places: readonly PlaceSamples[]
  /** What a sample stands for: milliseconds per call of computing. */
  readonly msPerSample: number
}

export function attributeWithPaths(input: AttributionInput): AttributionWithPaths {
  const finder = new FunctionFinder(input.functionsOf, input.unlistedOf)
  return book(input, finder, new ScriptReader(input.scripts, (file, line) => finder.covers(file, line)))
}

/** Books the samples of a thread whose inlined functions have nodes of their own: see `nameInlined`. The thread is one call. */
export function attributeThread(input: ThreadAttributionInput): Attribution {
  return book({ ...input, calls: 1, callers: null, namesInlinedCallees: true }, new FunctionFinder(input.functionsOf, input.unlistedOf), input.scripts).attribution
}

function book(input: BookingInput, finder: FunctionFinder, scripts: PositionReader): AttributionWithPaths {
  const table = new LineTable()
  const callsAreLong = areLongCalls(input.computingMs, input.calls)
  const place = (profile: StackProfile) => {
    const nodes = placeProfile(profile, scripts, finder, table)
    const sorted = leavesOf(nodes, callsAreLong)
    return { nodes, sorted: input.copiesInputs === true ? { ...sorted, garbageCollection: 0 } : sorted }
  }

  const natural = place(input.lines)
  const plain = input.callers === null ? null : place(input.callers)
  const settle = plain === null || input.namesInlinedCallees ? settleByName : settleInlined(natural.nodes, plain.sorted, plain.nodes)
  const self = bookLeaves(natural.sorted, settle)
  const stacks = [plain, natural].flatMap((each) => each === null ? [] : [{ leaves: each.sorted.leaves, nodes: each.nodes }])
  const totals = plain === null && !input.namesInlinedCallees ? null : totalCallers(stacks, self)
  const knowsCallSites = totals !== null && input.callers?.lineMeans === 'tickOrCall'

  const estimate = (samples: number): ShareEstimate => estimateShare(samples, self.total, 0)
  const withCalled = (samples: number, called: CalledSamples | undefined): ShareEstimate =>
    estimateShare(Math.min(samples + (called?.samples ?? 0), self.total), self.total, called?.pathVariance ?? 0)
  const show = (file: string): string => relativeFile(input.root, file)
  // Not the interval between samples: on a busy machine that holds time in which other programs ran.
  const msPerSample = input.computingMs / Math.max(busySamples(input.lines), 1) / Math.max(input.calls, 1)

  const lines = keysOf(self.byLine, knowsCallSites ? totals.byLine : null).map((ref): LineHeat => {
    const samples = self.byLine.get(ref) ?? 0
    return {
      file: show(ref.file),
      line: ref.line,
      self: estimate(samples),
      total: knowsCallSites ? withCalled(samples, totals.byLine.get(ref)) : null,
      selfMsPerCall: samples * msPerSample,
      callees: knowsCallSites ? calleesOf(totals, ref, show) : [],
    }
  })
  const functions = keysOf(self.byFunction, totals?.byFunction ?? null).map((ref): FunctionHeat => {
    const samples = self.byFunction.get(ref) ?? 0
    return {
      file: show(ref.file),
      name: ref.name,
      line: ref.line,
      self: estimate(samples),
      total: totals === null ? null : withCalled(samples, totals.byFunction.get(ref)),
    }
  })
  const { target: wanted } = input
  const target = wanted === null ? null : functions.find(({ file, name }) => file === show(wanted.file) && name === wanted.name)

  const attribution: Attribution = {
    recorders: [...new Set([input.lines, input.callers].flatMap((each) => each === null ? [] : [each.recorder]))],
    stackSamples: self.total,
    functionSamples: totals === null ? null : (target?.total?.samples ?? 0) + natural.sorted.inTarget,
    garbageCollection: estimate(self.garbageCollection),
    unmappedShare: (self.unmapped + self.lost) / Math.max(self.total + self.lost, 1),
    lines: hottestFirst(lines),
    functions: hottestFirst(functions),
  }
  return { attribution, msPerSample, get places() { return callPaths(stacks, natural.sorted, settle) } }
}

/**
 * @param pathVariance what totals add to the variance of sampling itself, in samples squared: the interval is Wilson's for
 * as many samples as would give the sum
 */
function estimateShare(samples: number, all: number, pathVariance: number): ShareEstimate {
  if (all === 0) return { samples: 0, share: 0, interval: wilsonInterval(0, 0) }
  const share = samples / all
  const ownVariance = share * (1 - share) * all
  const effective = pathVariance === 0 || ownVariance === 0 ? all : (all * ownVariance) / (ownVariance + pathVariance)
  return { samples, share, interval: wilsonInterval(share * effective, effective) }
}

/** All but those that fell while the thread waited. */
function busySamples(profile: StackProfile): number {
  return profile.nodes.reduce((sum, node) => sum + (node.functionName === '(idle)' ? 0 : node.hitCount), 0)
}

function keysOf<Key>(self: ReadonlyMap<Key, number>, called: ReadonlyMap<Key, CalledSamples> | null): readonly Key[] {
  return [...new Set([...self.keys(), ...called?.keys() ?? []])]
}

function calleesOf(totals: CallerTotals, line: LineRef, show: (file: string) => string): readonly Callee[] {
  return [...totals.callees.get(line) ?? []]
    .map(([{ file, name, line: start }, samples]: [FunctionRef, number]): Callee =>
      isFile(file) ? { name, file: show(file), line: start, samples } : { name, file: null, line: null, samples })
    .filter(({ samples }) => samples > 0)
    .toSorted((a, b) => b.samples - a.samples)
}

function isFile(file: string): boolean {
  return file.startsWith('/') || /^[A-Za-z]:[\\/]/u.test(file)
}

function hottestFirst<Heat extends { readonly self: ShareEstimate; readonly total: ShareEstimate | null }>(heats: readonly Heat[]): readonly Heat[] {
  return heats
    .filter(({ self, total }) => self.samples > 0 || (total?.samples ?? 0) > 0)
    .toSorted((a, b) => b.self.samples - a.self.samples || (b.total?.samples ?? 0) - (a.total?.samples ?? 0))
}
