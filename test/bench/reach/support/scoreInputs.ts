import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Bundle } from '../../../../src/engine/bundle/bundleEntry.ts'
import type { AttemptTask, CapturedTask } from '../child/attempt.ts'
import type { HeatlineInputs, RecordedAnswer, ThroughAnswer } from './askHeatline.ts'
import { bodyLines } from './bodyLines.ts'
import { bundleFunction, bundleThrough } from './bundleFunction.ts'
import { bundleOffsets } from './bundleOffsets.ts'
import type { BodyExtent } from './bundleOffsets.ts'
import type { ListedFunction } from './listFunctions.ts'
import { drivesItself, hasReceiver, rowElements } from './rowCall.ts'
import { runAttempts } from './runAttempts.ts'
import type { Subject } from './subjects.ts'
import { bad, fewestAttempts, judge, judgeAttempts } from './verdict.ts'
import type { Verdict } from './verdict.ts'

/** How inputs do for one function. */
export interface Score {
  readonly verdict: Verdict
  /** 0-based lines of its body that ran in calls that did not throw. */
  readonly ran: readonly number[]
}

/** What inputs are scored with. */
export interface Scorer {
  readonly root: string
  /** The child's bundle, absolute. */
  readonly program: string
}

/** Calls beyond the fewest, so that rows of any number come round. */
const attempts = fewestAttempts + 20

/**
 * Scores inputs of a subject for it and for the functions within it.
 * @param problem what the checker found wrong with the inputs
 * @returns a score per target of the subject, in their order
 */
export async function scoreInputs(subject: Subject, inputs: HeatlineInputs, problem: string | null, scorer: Scorer): Promise<readonly Score[]> {
  const { listed, fn, discovered, text, targets } = subject
  if (inputs.drive !== null && drivesItself(fn, inputs.drive)) return targets.map(() => ({ verdict: bad('its drive calls it', inputs.drive ?? ''), ran: [] }))
  const given = { inputs, problem, captured: null, recording: null, domain: subject.domain, hasReceiver: inputs.takesThis === true || hasReceiver(fn), takesUndefined: subject.takesUndefined }
  return await scoreBundle(targets, given, extentOf, (folder) => bundleFunction({ root: scorer.root, file: listed.file, text, fn, discovered, inputs }, folder), scorer)
}

/** A function that another one calls, and what the product would run that one with. */
export interface ThroughSubject {
  readonly target: Subject
  readonly caller: Subject
  readonly answer: ThroughAnswer
}

/** Scores inputs of a caller for a function that it calls. @param problem what the checker found wrong with the inputs */
export async function scoreThrough({ target, caller, answer }: ThroughSubject, problem: string | null, scorer: Scorer): Promise<Score> {
  const { inputs, captured } = answer
  // Values that the code itself hands on are what they are; of a caller's own calls, its own types say what may be missing.
  const own = captured === null ? { domain: caller.domain, hasReceiver: hasReceiver(caller.fn), takesUndefined: caller.takesUndefined } : { domain: target.domain, hasReceiver: false, takesUndefined: [] }
  const [score] = await scoreBundle([target.listed], { inputs, problem, captured, recording: null, ...own }, wholeLinesOf, (folder) => bundleThrough(scorer.root, target, caller, answer, folder), scorer)
  return score ?? { verdict: bad('internal: not scored', ''), ran: [] }
}

/** Scores calls that were recorded from tests. What those hand over is what it is: no checker is asked. */
export async function scoreRecorded({ listed, fn, discovered, text, domain }: Subject, { path: recording, names, imports }: RecordedAnswer, scorer: Scorer): Promise<Score> {
  const inputs = { rows: [], drive: null, names, imports, renders: false }
  const given = { inputs, problem: null, captured: null, recording, domain, hasReceiver: hasReceiver(fn), takesUndefined: [] }
  const [score] = await scoreBundle([listed], given, extentOf, (folder) => bundleFunction({ root: scorer.root, file: listed.file, text, fn, discovered, inputs }, folder), scorer)
  return score ?? { verdict: bad('internal: not scored', ''), ran: [] }
}

interface GivenInputs extends Pick<Subject, 'domain' | 'takesUndefined'> {
  readonly inputs: HeatlineInputs
  readonly problem: string | null
  readonly captured: CapturedTask | null
  /** Absolute path of the calls; null where there are rows. */
  readonly recording: string | null
  readonly hasReceiver: boolean
}

async function scoreBundle(targets: readonly ListedFunction[], given: GivenInputs, extent: (target: ListedFunction) => BodyExtent, bundleInto: (folder: string) => Promise<Bundle>, { program }: Scorer): Promise<readonly Score[]> {
  const { inputs, problem, captured, recording, domain, takesUndefined } = given
  const folder = await mkdtemp(path.join(tmpdir(), 'heatline-reach-'))
  try {
    let bundle: Bundle
    try {
      bundle = await bundleInto(folder)
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error)
      return targets.map(() => ({ verdict: bad('does not bundle', message), ran: [] }))
    }
    const task: AttemptTask = {
      bundlePath: bundle.path, captured, recording, calls: attempts, rows: inputs.rows, drive: inputs.drive, hasReceiver: given.hasReceiver, takesUndefined,
      rowTexts: captured === null ? inputs.rows.map((row) => rowElements(row)?.join() ?? row) : [], offsets: null,
    }
    const outcome = await runAttempts(task, program, bundle.packageRoot, folder)
    const early = judgeAttempts(outcome, domain)
    if (early !== null) return targets.map(() => ({ verdict: early, ran: [] }))

    const places = targets.map((target) => bundleOffsets(bundle, target.file, [extent(target)]))
    const offsets = [...new Set(places.flat().map(({ offset }) => offset))].toSorted((a, b) => a - b)
    const covered = await runAttempts({ ...task, offsets }, program, bundle.packageRoot, folder)
    const ran = new Set(covered.kind === 'attempted' ? covered.executed.map((index) => offsets[index]) : [])
    return targets.map((target, index) => {
      const lines = countLines(target, places[index] ?? [], ran)
      return {
        verdict: judge({ problem, domain, attempts: covered.kind === 'attempted' ? outcome : covered, lines: { all: lines.all, ran: lines.ran.length } }),
        ran: lines.ran,
      }
    })
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 3 })
  }
}

/** Code that tells of calls stands on the body's first line. */
function wholeLinesOf(target: ListedFunction): BodyExtent {
  return { ...extentOf(target), startColumn: 0, endColumn: Number.POSITIVE_INFINITY }
}

function extentOf({ body }: ListedFunction): BodyExtent {
  const file = body.getSourceFile()
  const start = file.getLineAndCharacterOfPosition(body.getStart(file))
  const end = file.getLineAndCharacterOfPosition(body.end)
  return { startLine: start.line, startColumn: start.character, endLine: end.line, endColumn: end.character }
}

/** Lines of the source that hold code and are in the bundle; an empty body has one, that of its brackets. */
function countLines({ body }: ListedFunction, places: readonly { readonly offset: number; readonly line: number }[], ran: ReadonlySet<number | undefined>): { readonly all: number; readonly ran: readonly number[] } {
  const code = bodyLines(body)
  const relevant = places.filter(({ line }) => code.size === 0 || code.has(line))
  const all = new Set(relevant.map(({ line }) => line))
  const executed = new Set(relevant.filter(({ offset }) => ran.has(offset)).map(({ line }) => line))
  // What the bundler left out of the bundle did not run.
  return { all: Math.max(all.size, 1), ran: [...executed] }
}

