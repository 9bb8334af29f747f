import { resolve } from 'node:path'
import type { Scaling } from '../core/comparison/scaling.ts'
import { scalingDocument } from '../core/presentation/scalingDocument.ts'
import { measureScaling } from '../engine/measureScaling.ts'
import type { ProfileRequest } from '../engine/profileFunction.ts'
import type { ScalingCommand } from './command.ts'
import { exitCodeOf } from './exitCodeOf.ts'
import { firstOutput } from './firstOutput.ts'
import { nameFromHere } from './nameFromHere.ts'
import { eventsFor, makeRequest } from './profileTarget.ts'
import type { Setting } from './profileTarget.ts'
import { lineReader } from './readSource.ts'
import type { Target } from './readTarget.ts'
import { outcomeText } from './text/outcomeText.ts'
import { scalingText } from './text/scalingText.ts'
import { terminalStyle, wantsColours } from './text/terminalStyle.ts'
import { untilCancelled } from './untilCancelled.ts'
import { writeOut } from './writeOut.ts'

/**
 * Measures how the time of what a command's target means grows with its inputs, writes the result, and returns the exit code.
 * @throws HeatlineError when the file, its functions or the call are not as they must be
 */
export async function scalingOfTarget(command: ScalingCommand, target: Target, setting: Setting): Promise<number> {
  return await untilCancelled(async (progress, signal) => {
    const request = await makeRequest(command, target, setting, progress, signal)
    const output = firstOutput()
    const scaling = await measureScaling(request, eventsFor(progress, output), signal)
    const left = output.rest()
    if (left !== null) progress.note(left)
    progress.end()
    await writeResult(scaling, command, request)
    return exitCodeOf(scaling.outcome)
  })
}

async function writeResult(scaling: Scaling, command: ScalingCommand, request: ProfileRequest): Promise<void> {
  const nameOf = (file: string) => nameFromHere(request.root, file)
  if (command.json) {
    await writeOut(process.stdout, `${JSON.stringify(scalingDocument(scaling), null, 2)}\n`)
    if (scaling.outcome !== 'completed') await writeOut(process.stderr, `heatline: ${outcomeText(scaling, { style: terminalStyle(false), linesOf: () => null, nameOf })}\n`)
    return
  }
  const style = terminalStyle(wantsColours(process.stdout, process.env))
  const linesOf = lineReader((file) => resolve(request.root, file), new Map([[scaling.function.file, request.text]]))
  await writeOut(process.stdout, scalingText(scaling, { style, linesOf, nameOf }))
}
