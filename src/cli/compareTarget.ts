import { resolve } from 'node:path'
import type { Comparison } from '../core/comparison/comparison.ts'
import { comparisonDocument } from '../core/presentation/comparisonDocument.ts'
import { thresholdsFor } from '../engine/baselines/thresholdsFor.ts'
import { compareFunction } from '../engine/compareFunction.ts'
import type { ProfileRequest } from '../engine/profileFunction.ts'
import { relativeFile } from '../core/profile/relativeFile.ts'
import { defaultTimeBudgetMs } from './command.ts'
import type { CompareCommand } from './command.ts'
import { exitCodeOf } from './exitCodeOf.ts'
import { firstOutput } from './firstOutput.ts'
import { nameFromHere } from './nameFromHere.ts'
import { eventsFor, makeRequest } from './profileTarget.ts'
import type { Setting } from './profileTarget.ts'
import { lineReader } from './readSource.ts'
import type { Target } from './readTarget.ts'
import { comparisonText } from './text/comparisonText.ts'
import { outcomeText } from './text/outcomeText.ts'
import { terminalStyle, wantsColours } from './text/terminalStyle.ts'
import { untilCancelled } from './untilCancelled.ts'
import { writeOut } from './writeOut.ts'

/**
 * Compares what a command's target means with its base, writes the result, and returns the exit code: a regression is an answer, and
 * no failure.
 * @throws HeatlineError when the file, its functions, the call or the base are not as they must be
 */
export async function compareTarget(command: CompareCommand, target: Target, setting: Setting): Promise<number> {
  return await untilCancelled(async (progress, signal) => {
    const request = await makeRequest({ ...command, timeBudgetMs: defaultTimeBudgetMs }, target, setting, progress, signal)
    const output = firstOutput()
    const thresholds = thresholdsFor(request.root, `${relativeFile(request.root, request.file)}#${request.functionName}`, command.threshold)
    const comparison = await compareFunction({ ...request, base: command.base, thresholds, depth: 'single' }, eventsFor(progress, output), signal)
    const left = output.rest()
    if (left !== null) progress.note(left)
    progress.end()
    await writeResult(comparison, command, request)
    return exitCodeOf(comparison.outcome)
  })
}

async function writeResult(comparison: Comparison, command: CompareCommand, request: ProfileRequest): Promise<void> {
  const nameOf = (file: string) => nameFromHere(request.root, file)
  if (command.json) {
    await writeOut(process.stdout, `${JSON.stringify(comparisonDocument(comparison), null, 2)}\n`)
    if (comparison.outcome !== 'completed') await writeOut(process.stderr, `heatline: ${outcomeText({ ...comparison, messageAt: null }, { style: terminalStyle(false), linesOf: () => null, nameOf })}\n`)
    return
  }
  const style = terminalStyle(wantsColours(process.stdout, process.env))
  const linesOf = lineReader((file) => resolve(request.root, file), new Map([[comparison.function.file, request.text]]))
  await writeOut(process.stdout, comparisonText(comparison, { style, width: process.stdout.columns || null, linesOf, nameOf }))
}
