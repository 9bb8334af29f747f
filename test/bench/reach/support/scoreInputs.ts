import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Bundle } from '../../../../src/engine/bundle/bundleEntry.ts'
import type { AttemptTask } from '../child/attempt.ts'
import type { HeatlineInputs } from './askHeatline.ts'
import { bodyLines } from './bodyLines.ts'
import { bundleFunction } from './bundleFunction.ts'
import { bundleOffsets } from './bundleOffsets.ts'
import type { ListedFunction } from './listFunctions.ts'
import { hasReceiver, rowElements } from './rowCall.ts'
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
export async function scoreInputs(subject: Subject, inputs: HeatlineInputs, problem: string | null, { root, program }: Scorer): Promise<readonly Score[]> {
  const { listed, fn, discovered, text, targets } = subject
  const folder = await mkdtemp(path.join(tmpdir(), 'heatline-reach-'))
  try {
    let bundle: Bundle
    try {
      bundle = await bundleFunction({ root, file: listed.file, text, fn, discovered, inputs }, folder)
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error)
      return targets.map(() => ({ verdict: bad('does not bundle', message), ran: [] }))
    }
    const task: AttemptTask = {
      bundlePath: bundle.path, calls: attempts, rows: inputs.rows, drive: inputs.drive, hasReceiver: inputs.takesThis === true || hasReceiver(fn), takesUndefined: subject.takesUndefined,
      rowTexts: inputs.rows.map((row) => rowElements(row)?.join() ?? row), offsets: null,
    }
    const outcome = await runAttempts(task, program, bundle.packageRoot, folder)
    const early = judgeAttempts(outcome, subject.domain)
    if (early !== null) return targets.map(() => ({ verdict: early, ran: [] }))

    const places = targets.map((target) => bundleOffsets(bundle, target.file, [extentOf(target)]))
    const offsets = [...new Set(places.flat().map(({ offset }) => offset))].toSorted((a, b) => a - b)
    const covered = await runAttempts({ ...task, offsets }, program, bundle.packageRoot, folder)
    const ran = new Set(covered.kind === 'attempted' ? covered.executed.map((index) => offsets[index]) : [])
    return targets.map((target, index) => {
      const lines = countLines(target, places[index] ?? [], ran)
      return {
        verdict: judge({ problem, domain: subject.domain, attempts: covered.kind === 'attempted' ? outcome : covered, lines: { all: lines.all, ran: lines.ran.length } }),
        ran: lines.ran,
      }
    })
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 3 })
  }
}

function extentOf({ body }: ListedFunction): { startLine: number; startColumn: number; endLine: number; endColumn: number } {
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

