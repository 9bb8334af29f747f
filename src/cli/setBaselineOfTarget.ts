import { timingTitle } from '../core/presentation/timingTitle.ts'
import { ownBaselineName } from '../engine/baselines/baselines.ts'
import { setBaseline } from '../engine/baselines/setBaseline.ts'
import { profileFunction } from '../engine/profileFunction.ts'
import type { BaselineSetCommand } from './command.ts'
import { exitCodeOf, exitCodes } from './exitCodeOf.ts'
import { firstOutput } from './firstOutput.ts'
import { nameFromHere } from './nameFromHere.ts'
import { eventsFor, makeRequest } from './profileTarget.ts'
import type { Setting } from './profileTarget.ts'
import type { Target } from './readTarget.ts'
import { outcomeText } from './text/outcomeText.ts'
import { terminalStyle } from './text/terminalStyle.ts'
import { untilCancelled } from './untilCancelled.ts'
import { writeOut } from './writeOut.ts'

/** Its figures are for display: comparisons run it again. */
const timeBudgetMs = 1000

/**
 * `heatline baseline set`: runs the function as it is now and makes that what it is compared with; returns the exit code.
 * @throws HeatlineError when the file, its functions or the call are not as they must be, or nothing can be kept
 */
export async function setBaselineOfTarget(command: BaselineSetCommand, target: Target, setting: Setting): Promise<number> {
  return await untilCancelled(async (progress, signal) => {
    const request = await makeRequest({ ...command, timeBudgetMs }, target, setting, progress, signal)
    const output = firstOutput()
    const run = await profileFunction(request, eventsFor(progress, output), signal)
    const left = output.rest()
    if (left !== null) progress.note(left)
    progress.end()
    const nameOf = (file: string) => nameFromHere(request.root, file)
    if (run.outcome !== 'completed') {
      await writeOut(process.stderr, `heatline: ${outcomeText(run, { style: terminalStyle(false), linesOf: () => null, nameOf })}\n`)
      return exitCodeOf(run.outcome)
    }
    const name = command.name ?? ownBaselineName
    // First: why it was not kept is among them.
    for (const warning of run.warnings) await writeOut(process.stderr, `! ${warning}\n`)
    const notes = setBaseline(run, name)
    const time = timingTitle(run)
    await writeOut(process.stdout, `${nameOf(run.function.file)}#${run.function.name} is now ${name === ownBaselineName ? 'its baseline' : `its baseline ${name}`}${time === null ? '' : `: ${time}`}\n`)
    for (const note of notes) await writeOut(process.stderr, `! ${note}\n`)
    return exitCodes.done
  })
}
