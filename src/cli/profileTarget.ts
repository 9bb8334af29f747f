import { dirname, resolve } from 'node:path'
import type { Run } from '../core/comparison/run.ts'
import { isSandboxed } from '../core/comparison/workload.ts'
import { splitLines } from '../core/presentation/heatAnchor.ts'
import { runDocument } from '../core/presentation/runDocument.ts'
import { insightsOfRun } from '../engine/insights/insightsOfRun.ts'
import { profileFunction } from '../engine/profileFunction.ts'
import { profileTests } from '../engine/profileTests.ts'
import type { ProfileEvents, ProfileRequest } from '../engine/profileFunction.ts'
import { stageTitle } from '../engine/stageTitle.ts'
import { readAllowedActions } from '../engine/userData/sandboxAnswers.ts'
import { suggestCall } from '../engine/types/suggestCall.ts'
import type { RungTools } from '../engine/workloads/rung.ts'
import { functionId } from '../engine/workloads/workloadRequest.ts'
import { workspaceRoot } from '../engine/workspaceRoot.ts'
import { callForFunction } from './callForFunction.ts'
import { sortByWorkspace } from './changeDismissal.ts'
import { chooseFunction } from './chooseFunction.ts'
import type { ProfileCommand } from './command.ts'
import { checkCpuProfilePath, writeCpuProfile } from './cpuProfileFile.ts'
import { exitCodeOf } from './exitCodeOf.ts'
import type { Progress } from './progress.ts'
import { firstOutput } from './firstOutput.ts'
import type { FirstOutput } from './firstOutput.ts'
import { nameFromHere } from './nameFromHere.ts'
import { lineReader, readSource } from './readSource.ts'
import type { Target } from './readTarget.ts'
import { outcomeText } from './text/outcomeText.ts'
import { runText } from './text/runText.ts'
import { testsOf } from './testsOf.ts'
import { terminalStyle, wantsColours } from './text/terminalStyle.ts'
import { untilCancelled } from './untilCancelled.ts'
import { writeOut } from './writeOut.ts'

/** The file as the file system names it, and what it is profiled with. */
export type Setting = Pick<ProfileRequest, 'file' | 'node' | 'installation'>

/**
 * Profiles what a command's target means, writes the result, and returns the exit code.
 * @throws HeatlineError when the file, its functions or the call are not as they must be
 */
export async function profileTarget(command: ProfileCommand, target: Target, setting: Setting): Promise<number> {
  return await untilCancelled(async (progress, signal) => {
    if (command.cpuProfilePath !== null) checkCpuProfilePath(command.cpuProfilePath)
    const output = firstOutput()
    const events = eventsFor(progress, output)
    const tests = testsOf(command, target, setting)
    if (tests !== null) {
      const run = await profileTests(tests, events, signal)
      const left = output.rest()
      if (left !== null) progress.note(left)
      progress.end()
      await writeResult(run, command, { root: tests.root, text: null })
      return exitCodeOf(run.outcome)
    }
    const request = await makeRequest(command, target, setting, progress, signal)
    const run = await profileFunction(request, events, signal)
    const left = output.rest()
    if (left !== null) progress.note(left)
    progress.end()
    await writeResult(run, command, request)
    if (command.cpuProfilePath === null || run.outcome !== 'completed') return exitCodeOf(run.outcome)
    const { lines, exitCode } = await writeCpuProfile(command.cpuProfilePath, request, run.warnings, events, signal)
    progress.end()
    for (const line of lines) await writeOut(process.stderr, `${line}\n`)
    return exitCode
  })
}

/** What a command asks the engine for. @throws HeatlineError when the file, its functions or the call are not as they must be */
export async function makeRequest(command: Pick<ProfileCommand, 'call' | 'allow' | 'timeBudgetMs'> & Partial<Pick<ProfileCommand, 'profileKind'>>, target: Target, setting: Setting, progress: Progress, signal: AbortSignal): Promise<ProfileRequest> {
  const { file } = setting
  const { text, functions } = readSource(file, target.file)
  const fn = chooseFunction(target, functions, splitLines(text).length)
  const root = workspaceRoot(file)
  if (target.by === 'line') progress.note(`Profiling ${fn.name}`)
  // What the user answered in the editor holds in the terminal too.
  const allowedActions = [...new Set([...command.allow, ...await readAllowedActions(root, functionId({ root, file, fn }))])]
  const tools: RungTools = {
    ...setting,
    text,
    overlays: new Map(),
    typescriptFolder: null,
    allowedActions,
    events: { onStage: (stage, detail) => progress.stage(stageTitle(stage), detail), onLog: () => {} },
  }
  const call = await callForFunction({ root, file, fn, functions, option: command.call }, tools, target.file, async () => {
    // Most projects take less than that.
    const slow = setTimeout(() => progress.stage('Reading types for a call to start from', null), 1000)
    try {
      return await suggestCall({ file, text, fn, functions, cwd: dirname(file), fallback: null }, setting.node, setting.installation, signal)
    } finally {
      clearTimeout(slow)
    }
  }, signal)
  const notes = command.allow.length > 0 && !isSandboxed(call.workload) ? [...call.notes, '--allow changed nothing: what you wrote runs as written, outside of the sandbox.'] : call.notes
  return {
    ...setting,
    root,
    text,
    overlays: new Map(),
    functionName: fn.name,
    workload: call.workload,
    notes,
    allowedActions,
    timeBudgetMs: command.timeBudgetMs,
    ...(command.profileKind === undefined ? {} : { kind: command.profileKind }),
  }
}

/** Tells a person what goes on. */
export function eventsFor(progress: Progress, output: FirstOutput): ProfileEvents {
  return {
    onStage: (stage, detail) => progress.stage(stageTitle(stage), detail),
    onOutput: (text) => progress.output(output.take(text)),
    // The report names all of it.
    onLog: () => {},
    onPartial: () => {},
  }
}

/** @param request where the run took place, and the text of the profiled file where that is known */
async function writeResult(run: Run, command: ProfileCommand, request: { readonly root: string; readonly text: string | null }): Promise<void> {
  const nameOf = (file: string) => nameFromHere(request.root, file)
  if (command.json) {
    const found = request.text === null ? { insights: [], notes: [] } : await insightsOfRun(run, { text: request.text, overlays: new Map() })
    const { notes, ...insights } = sortByWorkspace(request.root, found)
    await writeOut(process.stdout, `${JSON.stringify(runDocument({ ...run, warnings: [...run.warnings, ...notes] }, insights), null, 2)}\n`)
    // Whoever keeps the document still sees how it ended.
    if (run.outcome !== 'completed') await writeOut(process.stderr, `heatline: ${outcomeText(run, { style: terminalStyle(false), linesOf: () => null, nameOf })}\n`)
    return
  }
  const style = terminalStyle(wantsColours(process.stdout, process.env))
  const linesOf = lineReader((file) => resolve(request.root, file), new Map(request.text === null ? [] : [[run.function.file, request.text]]))
  await writeOut(process.stdout, runText(run, { style, width: process.stdout.columns || null, linesOf, nameOf }))
}
