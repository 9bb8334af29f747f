import { tuningDocument } from '../core/presentation/tuningDocument.ts'
import type { Tuning } from '../core/tune/tuning.ts'
import type { ProfileRequest } from '../engine/profileFunction.ts'
import { tuneConstant } from '../engine/tune/tuneConstant.ts'
import type { TuneCommand } from './command.ts'
import { exitCodeOf } from './exitCodeOf.ts'
import { firstOutput } from './firstOutput.ts'
import { nameFromHere } from './nameFromHere.ts'
import { eventsFor, makeRequest } from './profileTarget.ts'
import type { Setting } from './profileTarget.ts'
import { readSource } from './readSource.ts'
import type { Target } from './readTarget.ts'
import { tunedConstant } from './tunedConstant.ts'
import { outcomeText } from './text/outcomeText.ts'
import { terminalStyle, wantsColours } from './text/terminalStyle.ts'
import { tuningText } from './text/tuningText.ts'
import { untilCancelled } from './untilCancelled.ts'
import { writeOut } from './writeOut.ts'

/**
 * Searches for the value of a constant with which what a command's target means takes the least time, writes what it found, and returns the
 * exit code: that nothing is better is an answer too.
 * @throws HeatlineError when the file, its functions, the constant, the range or the call are not as they must be
 */
export async function tuneTarget(command: TuneCommand, target: Target, setting: Setting): Promise<number> {
  // Before inputs are looked for, which takes its time.
  const chosen = tunedConstant(setting.file, target.file, readSource(setting.file, target.file).text, command)
  return await untilCancelled(async (progress, signal) => {
    const request = await makeRequest(command, target, setting, progress, signal)
    const output = firstOutput()
    const tuning = await tuneConstant({ ...request, ...chosen }, eventsFor(progress, output), signal)
    const left = output.rest()
    if (left !== null) progress.note(left)
    progress.end()
    await writeResult(tuning, command, request)
    return exitCodeOf(tuning.outcome)
  })
}

async function writeResult(tuning: Tuning, command: TuneCommand, request: ProfileRequest): Promise<void> {
  const nameOf = (file: string) => nameFromHere(request.root, file)
  if (command.json) {
    await writeOut(process.stdout, `${JSON.stringify(tuningDocument(tuning), null, 2)}\n`)
    if (tuning.outcome !== 'completed') await writeOut(process.stderr, `heatline: ${outcomeText({ ...tuning, messageAt: null }, { style: terminalStyle(false), linesOf: () => null, nameOf })}\n`)
    return
  }
  await writeOut(process.stdout, tuningText(tuning, { style: terminalStyle(wantsColours(process.stdout, process.env)), nameOf }))
}
