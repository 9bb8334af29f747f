import type { Insight } from '../core/insights/insight.ts'
import { runDocument } from '../core/presentation/runDocument.ts'
import { insightsOfRun } from '../engine/insights/insightsOfRun.ts'
import { tryInsight } from '../engine/insights/tryInsight.ts'
import { profileFunction } from '../engine/profileFunction.ts'
import type { ProfileEvents, ProfileRequest } from '../engine/profileFunction.ts'
import { cancelOnSignals } from './cancelOnSignals.ts'
import type { InsightsCommand } from './command.ts'
import { exitCodeOf, exitCodes } from './exitCodeOf.ts'
import { firstOutput } from './firstOutput.ts'
import { nameFromHere } from './nameFromHere.ts'
import { eventsFor, makeRequest } from './profileTarget.ts'
import type { Setting } from './profileTarget.ts'
import { progressOn } from './progress.ts'
import type { Target } from './readTarget.ts'
import { insightText } from './text/insightText.ts'
import { outcomeText } from './text/outcomeText.ts'
import { terminalStyle, wantsColours } from './text/terminalStyle.ts'
import { writeOut } from './writeOut.ts'

/**
 * Profiles what a command's target means, says what to change, and tries it where that is wanted; returns the exit code.
 * @throws HeatlineError when the file, its functions or the call are not as they must be
 */
export async function insightsOfTarget(command: InsightsCommand, target: Target, setting: Setting): Promise<number> {
  const progress = progressOn(process.stderr, process.env)
  const cancellation = cancelOnSignals(() => progress.note('Cancelling …'))
  try {
    const request = await makeRequest(command, target, setting, progress, cancellation.signal)
    const output = firstOutput()
    const events = eventsFor(progress, output)
    const run = await profileFunction(request, events, cancellation.signal)
    const nameOf = (file: string) => nameFromHere(request.root, file)
    if (run.outcome !== 'completed') {
      progress.end()
      await writeOut(process.stderr, `heatline: ${outcomeText(run, { style: terminalStyle(false), linesOf: () => null, nameOf })}\n`)
      return exitCodeOf(run.outcome)
    }
    const { insights: found } = await insightsOfRun(run, request)
    const insights = command.tries ? await tried(found, request, events, cancellation.signal) : found
    const left = output.rest()
    if (left !== null) progress.note(left)
    progress.end()
    if (command.json) await writeOut(process.stdout, `${JSON.stringify(runDocument(run, insights), null, 2)}\n`)
    else await writeOut(process.stdout, insightText(insights, { style: terminalStyle(wantsColours(process.stdout, process.env)), nameOf }))
    return cancellation.signal.aborted ? exitCodes.cancelled : exitCodes.done
  } catch (error) {
    // Cancelled before there was anything to tell of: while inputs were looked for.
    if (!cancellation.signal.aborted) throw error
    progress.end()
    await writeOut(process.stderr, 'heatline: cancelled\n')
    return exitCodes.cancelled
  } finally {
    progress.end()
    cancellation.dispose()
  }
}

/** Each insight that has an edit with what came of it, one after the other. */
async function tried(insights: readonly Insight[], request: ProfileRequest, events: ProfileEvents, signal: AbortSignal): Promise<readonly Insight[]> {
  const measured: Insight[] = []
  for (const insight of insights) {
    const measuredEffect = signal.aborted ? null : await tryInsight(insight, request, events, signal)
    measured.push(measuredEffect === null ? insight : { ...insight, measuredEffect })
  }
  return measured
}
