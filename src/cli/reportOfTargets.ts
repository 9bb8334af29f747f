import { statSync, writeFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import type { Comparison } from '../core/comparison/comparison.ts'
import { HeatlineError } from '../core/heatlineError.ts'
import { splitLines } from '../core/presentation/heatAnchor.ts'
import { reportOf } from '../core/presentation/report/report.ts'
import type { Report, ReportedRun } from '../core/presentation/report/report.ts'
import { reportHtml } from '../core/presentation/report/reportHtml.ts'
import { reportMarkdown } from '../core/presentation/report/reportMarkdown.ts'
import { relativeFile } from '../core/profile/relativeFile.ts'
import { thresholdsFor } from '../engine/baselines/thresholdsFor.ts'
import { NothingToCompare } from '../engine/compare/nothingToCompare.ts'
import { compareFunction } from '../engine/compareFunction.ts'
import { insightsOfRun } from '../engine/insights/insightsOfRun.ts'
import { profileFunction } from '../engine/profileFunction.ts'
import type { ProfileEvents, ProfileRequest } from '../engine/profileFunction.ts'
import { sortByWorkspace } from './changeDismissal.ts'
import { chooseFunction } from './chooseFunction.ts'
import type { ReportCommand } from './command.ts'
import { exitCodeOf, exitCodes } from './exitCodeOf.ts'
import { firstOutput } from './firstOutput.ts'
import { eventsFor, makeRequest } from './profileTarget.ts'
import type { Setting } from './profileTarget.ts'
import type { Progress } from './progress.ts'
import { lineReader, readSource } from './readSource.ts'
import type { Target } from './readTarget.ts'
import { triedInsights } from './triedInsights.ts'
import { untilCancelled } from './untilCancelled.ts'
import { writeOut } from './writeOut.ts'

/** What is to be reported, with its file as the file system names it. */
interface ReportTarget {
  readonly target: Target
  readonly file: string
}

/**
 * Measures functions one after the other, and writes what was found into files; returns the exit code: of the first that did not complete, where
 * there is one.
 * @throws HeatlineError when a file, its functions or the call are not as they must be, or a report cannot be written
 */
export async function reportOfTargets(command: ReportCommand, targets: readonly ReportTarget[], setting: Omit<Setting, 'file'>): Promise<number> {
  for (const path of command.out) checkFolder(path)
  for (const each of targets) checkFunction(each)
  return await untilCancelled(async (progress, signal) => {
    const reported: ReportedRun[] = []
    let isPartial = false
    for (const [index, { target, file }] of targets.entries()) {
      if (signal.aborted) return exitCodes.cancelled
      if (targets.length > 1) progress.note(`${command.targets[index]} (${index + 1} of ${targets.length})`)
      try {
        reported.push(await measured(command, await makeRequest(command, target, { ...setting, file }, progress, signal), progress, signal))
      } catch (error) {
        // What was measured of others must not be lost.
        if (!(error instanceof HeatlineError) || (reported.length === 0 && index === targets.length - 1)) throw error
        progress.note(`${command.targets[index]} is left out: ${error.message}`)
        isPartial = true
      }
    }
    progress.end()
    if (signal.aborted) return exitCodes.cancelled
    const report = reportOf(reported)
    for (const path of command.out) {
      writeReport(path, report)
      await writeOut(process.stderr, `Wrote ${path}\n`)
    }
    return exitCodeOf(reported.find(({ run }) => run.outcome !== 'completed')?.run.outcome ?? (isPartial ? 'failed' : 'completed'))
  })
}

async function measured(command: ReportCommand, request: ProfileRequest, progress: Progress, signal: AbortSignal): Promise<ReportedRun> {
  const output = firstOutput()
  const events = eventsFor(progress, output)
  const run = await profileFunction(request, events, signal)
  const found = await insightsOfRun(run, request)
  const { notes, ...insights } = sortByWorkspace(request.root, found)
  const open = command.tries ? await triedInsights(insights.open, found.texts, request, events, signal) : insights.open
  const comparison = command.compares && run.outcome === 'completed' && !signal.aborted ? await compared(command, request, events, progress, signal) : null
  const left = output.rest()
  if (left !== null) progress.note(left)
  const linesOf = lineReader((file) => resolve(request.root, file), new Map([[run.function.file, request.text]]))
  return { run: { ...run, warnings: [...run.warnings, ...notes] }, insights: { ...insights, open }, comparison, lineOf: (file, line) => linesOf(file)?.[line] ?? null }
}

/** Null where there is nothing to compare with; the user has been told why. */
async function compared(command: ReportCommand, request: ProfileRequest, events: ProfileEvents, progress: Progress, signal: AbortSignal): Promise<Comparison | null> {
  const thresholds = thresholdsFor(request.root, `${relativeFile(request.root, request.file)}#${request.functionName}`, null)
  try {
    return await compareFunction({ ...request, base: command.base, thresholds, depth: 'single' }, events, signal)
  } catch (error) {
    if (!(error instanceof NothingToCompare)) throw error
    progress.note(`${request.functionName} is not compared: ${error.message}`)
    return null
  }
}

/** Before anything is measured for it. @throws HeatlineError where no file can be at the path */
function checkFolder(path: string): void {
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory() === true) throw new HeatlineError(`--out must name a file but ${path} is a folder`)
  if (statSync(dirname(path), { throwIfNoEntry: false })?.isDirectory() !== true) throw new HeatlineError(`--out must name a file in a folder that exists; there is no folder ${dirname(path)}`)
}

/** Before others are measured. @throws HeatlineError where there is no such function */
function checkFunction({ target, file }: ReportTarget): void {
  const { text, functions } = readSource(file, target.file)
  chooseFunction(target, functions, splitLines(text).length)
}

function writeReport(path: string, report: Report): void {
  try {
    writeFileSync(path, /\.html?$/iu.test(path) ? reportHtml(report) : reportMarkdown(report))
  } catch (error) {
    throw new HeatlineError(`cannot write ${path}: ${error instanceof Error ? error.message : String(error)}`)
  }
}
