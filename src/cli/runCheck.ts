import { existsSync, realpathSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { Check } from '../core/comparison/check.ts'
import { summariseCheck } from '../core/comparison/check.ts'
import { HeatlineError } from '../core/heatlineError.ts'
import { checkAnnotations } from '../core/presentation/checkAnnotations.ts'
import { checkDocument } from '../core/presentation/checkDocument.ts'
import { checkMarkdown } from '../core/presentation/checkMarkdown.ts'
import { followBaselines } from '../engine/baselines/followBaselines.ts'
import { knownBaselines } from '../engine/baselines/knownBaselines.ts'
import type { KnownBaseline } from '../engine/baselines/knownBaselines.ts'
import { thresholdsFor } from '../engine/baselines/thresholdsFor.ts'
import { changedSince } from '../engine/changedSince.ts'
import { checkFunctions } from '../engine/checkFunctions.ts'
import type { CheckDepth, CheckTarget, CompareTarget } from '../engine/checkFunctions.ts'
import { checkedSources, findCheckTargets } from '../engine/checkTargets.ts'
import { automaticBaselineName } from '../engine/compare/automaticBaseline.ts'
import { compareFunction } from '../engine/compareFunction.ts'
import { findRepository, pathInRepository } from '../engine/git/repository.ts'
import { resolveReference } from '../engine/git/resolveReference.ts'
import type { ProfileRequest } from '../engine/profileFunction.ts'
import { openStore } from '../engine/store/openStore.ts'
import { stageTitle } from '../engine/stageTitle.ts'
import type { RunStore } from '../engine/store/runStore.ts'
import { workspaceRoot } from '../engine/workspaceRoot.ts'
import { defaultTimeBudgetMs } from './command.ts'
import type { CheckCommand } from './command.ts'
import { exitCodes } from './exitCodeOf.ts'
import { nameFromHere } from './nameFromHere.ts'
import { makeRequest } from './profileTarget.ts'
import type { Setting } from './profileTarget.ts'
import type { Progress } from './progress.ts'
import { checkText } from './text/checkText.ts'
import { terminalStyle, wantsColours } from './text/terminalStyle.ts'
import { untilCancelled } from './untilCancelled.ts'
import { writeOut } from './writeOut.ts'

/**
 * `heatline check`: compares every function that has a baseline or a named workload, writes what came of it, and returns the exit code.
 * @throws HeatlineError when the paths, the base or a file in `.heatline` are not as they must be
 */
export async function runCheck(command: CheckCommand, setting: Omit<Setting, 'file'>): Promise<number> {
  const { root, paths } = whereOf(command.paths)
  return await untilCancelled(async (progress, signal) => {
    const baselines = baselinesIn(root, (note) => progress.note(note))
    await requireBase(root, command.base, baselines)
    const found = findCheckTargets({ root, paths, withBaseline: new Set(baselines.filter(({ name }) => name !== automaticBaselineName).map(({ file, functionName }) => `${file}#${functionName}`)) })
    for (const note of found.notes) progress.note(note)
    const targets = command.changed ? await changedOf(root, command.base, found.targets, signal) : found.targets
    if (targets.length === 0) progress.note(nothingToCheck(root, command, found.targets.length))
    let title = ''
    const compare = comparing(root, command, setting, { ...progress, note: () => {}, stage: (stage, detail) => progress.stage(title, detail === null ? stage : `${stage}, ${detail}`) })
    const check = await checkFunctions(root, targets, compare, {
      onFunction: ({ name }, position, total, depth) => {
        title = titleOf(name, position, total, depth)
        progress.stage(title, null)
      },
    }, signal)
    progress.end()
    await writeOut(process.stdout, await reportOf(check, command))
    return exitCodeOfCheck(check)
  })
}

/** A history that cannot be read spoils no check against a commit. @throws HeatlineError when the file of baselines cannot be read or understood */
function baselinesIn(root: string, onNote: (note: string) => void): readonly KnownBaseline[] {
  const { store, reason } = openHistory(root)
  try {
    if (reason !== null) onNote(reason)
    if (store !== null) followBaselines(root, store, () => checkedSources(root))
    return knownBaselines(root, store)
  } finally {
    store?.close()
  }
}

function openHistory(root: string): { readonly store: RunStore | null; readonly reason: string | null } {
  try {
    return { store: openStore(root), reason: null }
  } catch (error) {
    if (!(error instanceof HeatlineError)) throw error
    return { store: null, reason: error.message }
  }
}

/**
 * Looks for the base before each function misses it.
 * @throws HeatlineError when no function can have one
 */
async function requireBase(root: string, base: string | null, baselines: readonly KnownBaseline[]): Promise<void> {
  const reference = await resolveReference(root, base)
  if (reference.kind === 'commit' || baselines.some(({ name }) => base === null || name === base)) return
  throw new HeatlineError(base === null ? reference.reason : `There is no baseline ${JSON.stringify(base)}. ${reference.reason}`)
}

/** The workspace, and the absolute paths in it that are asked for. */
function whereOf(given: readonly string[]): { readonly root: string; readonly paths: readonly string[] } {
  const paths = given.map((path) => {
    if (!existsSync(path)) throw new HeatlineError(`there is no file or folder ${path}`)
    return realpathSync(path)
  })
  const [first = realpathSync(process.cwd())] = paths
  const root = rootOf(first)
  const other = paths.findIndex((path) => rootOf(path) !== root)
  if (other !== -1) throw new HeatlineError(`all paths must be of one workspace, but ${given[0] ?? ''} belongs to ${root} and ${given[other] ?? ''} to ${rootOf(paths[other] ?? root)}`)
  return { root, paths }
}

function rootOf(path: string): string {
  return workspaceRoot(statSync(path).isDirectory() ? join(path, 'package.json') : path)
}

async function changedOf(root: string, base: string | null, targets: readonly CheckTarget[], signal: AbortSignal): Promise<readonly CheckTarget[]> {
  const reference = await resolveReference(root, base)
  if (reference.kind === 'none') throw new HeatlineError(`--changed needs a commit to compare with. ${reference.reason}`)
  const changed = await changedSince(root, reference.commit, targets.map(({ file, name }) => ({ file: join(root, file), functionName: name })), signal)
  if (changed.kind === 'unknown') throw new HeatlineError(changed.reason)
  const ids = new Set(changed.functions.map(({ file, functionName }) => `${file}#${functionName}`))
  return targets.filter(({ file, name }) => ids.has(`${join(root, file)}#${name}`))
}

/**
 * Finds what a function is run with once, for both looks at it. What it prints is not shown: there may be many of them.
 * @param progress is told the stages of each function
 */
function comparing(root: string, command: CheckCommand, setting: Omit<Setting, 'file'>, progress: Progress): CompareTarget {
  const requests = new Map<string, ProfileRequest>()
  return async ({ id, file: shown, name }, depth, signal) => {
    const file = join(root, shown)
    const request = requests.get(id) ?? await makeRequest({ call: null, allow: [], timeBudgetMs: defaultTimeBudgetMs }, { file: nameFromHere(root, shown), by: 'name', name }, { ...setting, file }, progress, signal)
    requests.set(id, request)
    return await compareFunction({ ...request, base: command.base, thresholds: thresholdsFor(root, id, command.threshold), depth }, {
      onStage: (stage, detail) => progress.stage(stageTitle(stage), detail),
      onLog: () => {},
      onOutput: () => {},
    }, signal)
  }
}

function titleOf(name: string, position: number, total: number, depth: CheckDepth): string {
  return `${depth === 'screen' ? 'Checking' : 'Confirming'} ${position} of ${total}: ${name}`
}

function nothingToCheck(root: string, { changed, base }: CheckCommand, found: number): string {
  if (changed && found > 0) return `None of the ${found} functions that are checked runs other code than in ${base ?? 'the base'}.`
  return `There is nothing to check in ${root}: no function there has a baseline, a @profile tag or a remembered call. To begin: heatline baseline set <file>#<function>`
}

async function reportOf(check: Check, { format }: CheckCommand): Promise<string> {
  switch (format) {
    case 'json':
      return `${JSON.stringify(checkDocument(check), null, 2)}\n`
    case 'markdown':
      return checkMarkdown(check)
    case 'github':
      return checkAnnotations(check, await repositoryNames(check.root))
    case 'text':
      return checkText(check, { style: terminalStyle(wantsColours(process.stdout, process.env)), nameOf: (file) => nameFromHere(check.root, file) })
    default:
      return format satisfies never
  }
}

/** What files are called in the repository, which may begin above the workspace. */
async function repositoryNames(root: string): Promise<(file: string) => string> {
  const found = await findRepository(root)
  return (file) => (found.kind === 'none' ? file : pathInRepository(found.repository, join(root, file)) ?? file)
}

/** Where not one function could be compared, though the base has it, the check has checked nothing: that must not pass. */
function exitCodeOfCheck(check: Check): number {
  const { passed, failed, withoutBase, functions } = summariseCheck(check)
  if (check.wasCancelled) return exitCodes.cancelled
  if (!passed) return exitCodes.checkFailed
  return failed > 0 && failed + withoutBase === functions ? exitCodes.workload : exitCodes.done
}
