import { readFileSync, realpathSync } from 'node:fs'
import { join } from 'node:path'
import { text as textOf } from 'node:stream/consumers'
import { HeatlineError } from '../core/heatlineError.ts'
import { isWorse } from '../core/insights/triedFunction.ts'
import type { TriedFunction } from '../core/insights/triedFunction.ts'
import { trialDocument } from '../core/presentation/trialDocument.ts'
import { relativeFile } from '../core/profile/relativeFile.ts'
import type { ChangedSources } from '../engine/trial/changedSources.ts'
import { patchedFunctions } from '../engine/trial/patchedFunctions.ts'
import type { PatchedFunction } from '../engine/trial/patchedFunctions.ts'
import { readPatch } from '../engine/trial/readPatch.ts'
import type { PatchedFile } from '../engine/trial/readPatch.ts'
import { tryChange } from '../engine/trial/tryChange.ts'
import { withoutPatch } from '../engine/trial/withoutPatch.ts'
import { workspaceRoot } from '../engine/workspaceRoot.ts'
import { defaultTimeBudgetMs } from './command.ts'
import type { TryCommand } from './command.ts'
import { diskPaths } from './diskPaths.ts'
import { exitCodes } from './exitCodeOf.ts'
import { firstOutput } from './firstOutput.ts'
import { functionOfTarget } from './functionOfTarget.ts'
import { nameFromHere } from './nameFromHere.ts'
import { eventsFor, makeRequest } from './profileTarget.ts'
import type { Setting } from './profileTarget.ts'
import { terminalStyle, wantsColours } from './text/terminalStyle.ts'
import { triedText } from './text/triedText.ts'
import type { Progress } from './progress.ts'
import { untilCancelled } from './untilCancelled.ts'
import { writeOut } from './writeOut.ts'

/** Functions of a patch that are tried without being named: each takes some ten seconds. */
const mostFunctions = 5

/**
 * `heatline try`: tries a patch on a copy, function by function, writes what came of it, and returns the exit code.
 * @throws HeatlineError when the patch does not apply or changes no function, or the function that is named cannot be tried
 */
export async function tryPatch(command: TryCommand, setting: Omit<Setting, 'file'>): Promise<number> {
  return await untilCancelled(async (progress, signal) => {
    const cwd = realpathSync(process.cwd())
    const root = workspaceRoot(join(cwd, 'package.json'))
    const { files, isApplied } = readPatch(await readInput(command.patch), [...new Set([cwd, root])])
    if (isApplied) progress.note('The files have the patch in them already: they are compared with what they were without it.')
    const all = command.target === null ? patchedFunctions(files, (file) => relativeFile(root, file)) : [namedFunction(command.target)]
    if (all.length === 0) throw new HeatlineError('the patch changes nothing that a function runs which is there before and after: name the function that it is to speed up, as heatline try <patch> <file>#<function>')
    const functions = all.slice(0, mostFunctions)
    const tried: TriedFunction[] = []
    for (const [index, each] of functions.entries()) {
      if (signal.aborted) break
      if (functions.length > 1) progress.note(`Trying ${index + 1} of ${functions.length}: ${nameFromHere(root, each.file)}#${each.name}`)
      tried.push(await tryFunction(each, command, files, { ...setting, root }, progress, signal))
    }
    signal.throwIfAborted()
    progress.end()
    const leftOut = all.slice(mostFunctions).map(({ file, name }) => `${relativeFile(root, file)}#${name}`)
    if (command.json) await writeOut(process.stdout, `${JSON.stringify(trialDocument(tried, leftOut), null, 2)}\n`)
    else await writeOut(process.stdout, triedText(tried, leftOut, { style: terminalStyle(wantsColours(process.stdout, process.env)), nameOf: (file) => nameFromHere(root, file) }))
    return exitCodeOfTrial(tried)
  })
}

async function tryFunction({ file, name }: PatchedFunction, command: TryCommand, files: readonly PatchedFile[], { root, ...setting }: Omit<Setting, 'file'> & { readonly root: string }, progress: Progress, signal: AbortSignal): Promise<TriedFunction> {
  const output = firstOutput()
  const shown = { file: relativeFile(root, file), name }
  const change: ChangedSources = {
    texts: new Map(files.flatMap((each) => (each.after === null ? [] : [[each.file, each.after]]))),
    hidden: new Set(files.flatMap((each) => (each.after === null ? [each.file] : []))),
  }
  let workload: TriedFunction['workload'] = null
  try {
    const request = await makeRequest({ call: command.call, allow: command.allow, timeBudgetMs: defaultTimeBudgetMs }, { file: nameFromHere(root, file), by: 'name', name }, { ...setting, file }, progress, signal)
    workload = request.workload
    const effect = await tryChange(withoutPatch(request, files), change, eventsFor(progress, output), signal)
    return { ...shown, workload, effect, message: null }
  } catch (error) {
    // Of several functions one may lack a call.
    if (!(error instanceof HeatlineError) || command.target !== null) throw error
    return { ...shown, workload, effect: null, message: error.message }
  } finally {
    const left = output.rest()
    if (left !== null) progress.note(left)
  }
}

function namedFunction(target: string): PatchedFunction {
  const { root, file, name } = functionOfTarget(target)
  return { file: join(root, file), name }
}

/** @throws HeatlineError when it cannot be read */
async function readInput(patch: string): Promise<string> {
  if (patch === '-') return await textOf(process.stdin)
  if (diskPaths.kindOf(patch) !== 'file') throw new HeatlineError(`there is no file ${patch}: name a unified diff, or - for standard input`)
  return readFileSync(patch, 'utf8')
}

/** What could not be tried at all must not pass. */
function exitCodeOfTrial(tried: readonly TriedFunction[]): number {
  const effects = tried.flatMap(({ effect }) => effect ?? [])
  if (effects.length === 0) return exitCodes.workload
  return effects.some(isWorse) ? exitCodes.checkFailed : exitCodes.done
}
