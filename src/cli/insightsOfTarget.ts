import { runDocument } from '../core/presentation/runDocument.ts'
import { insightsOfRun } from '../engine/insights/insightsOfRun.ts'
import { profileFunction } from '../engine/profileFunction.ts'
import { changeDismissal, sortByWorkspace } from './changeDismissal.ts'
import type { InsightsCommand } from './command.ts'
import { exitCodeOf, exitCodes } from './exitCodeOf.ts'
import { firstOutput } from './firstOutput.ts'
import { nameFromHere } from './nameFromHere.ts'
import { eventsFor, makeRequest } from './profileTarget.ts'
import type { Setting } from './profileTarget.ts'
import type { Target } from './readTarget.ts'
import { insightText } from './text/insightText.ts'
import { outcomeText } from './text/outcomeText.ts'
import { terminalStyle, wantsColours } from './text/terminalStyle.ts'
import { triedInsights } from './triedInsights.ts'
import { untilCancelled } from './untilCancelled.ts'
import { writeOut } from './writeOut.ts'

/**
 * Profiles what a command's target means, says what to change, and tries it where that is wanted; returns the exit code.
 * @throws HeatlineError when the file, its functions or the call are not as they must be
 */
export async function insightsOfTarget(command: InsightsCommand, target: Target, setting: Setting): Promise<number> {
  return await untilCancelled(async (progress, signal) => {
    const request = await makeRequest(command, target, setting, progress, signal)
    const output = firstOutput()
    const events = eventsFor(progress, output)
    const run = await profileFunction(request, events, signal)
    const nameOf = (file: string) => nameFromHere(request.root, file)
    if (run.outcome !== 'completed') {
      progress.end()
      await writeOut(process.stderr, `heatline: ${outcomeText(run, { style: terminalStyle(false), linesOf: () => null, nameOf })}\n`)
      return exitCodeOf(run.outcome)
    }
    const found = await insightsOfRun(run, request)
    const done = command.change === null ? null : changeDismissal(run.root, command.change, found.insights)
    const { open, dismissed, notes } = sortByWorkspace(run.root, found)
    const insights = { open: command.tries ? await triedInsights(open, found.texts, request, events, signal) : open, dismissed }
    const left = output.rest()
    if (left !== null) progress.note(left)
    progress.end()
    if (done !== null) await writeOut(process.stderr, `heatline: ${done}\n`)
    if (command.json) await writeOut(process.stdout, `${JSON.stringify(runDocument({ ...run, warnings: [...run.warnings, ...notes] }, insights), null, 2)}\n`)
    else await writeOut(process.stdout, insightText(insights, notes, { style: terminalStyle(wantsColours(process.stdout, process.env)), nameOf, listsDismissed: command.listsDismissed }))
    return signal.aborted ? exitCodes.cancelled : exitCodes.done
  })
}
