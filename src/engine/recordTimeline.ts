import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Run } from '../core/comparison/run.ts'
import { HeatlineError } from '../core/heatlineError.ts'
import type { Outcome } from '../core/outcome.ts'
import { areLongCalls } from '../core/profile/longCall.ts'
import { relativeFile } from '../core/profile/relativeFile.ts'
import type { RecorderName } from '../core/profile/stackProfile.ts'
import { toCpuProfile } from '../core/profile/toCpuProfile.ts'
import type { CpuProfile } from '../core/profile/toCpuProfile.ts'
import { bundleUnderLock } from './bundleUnderLock.ts'
import { linesFlags, namesInlinedCallees } from './measure/samplingFlags.ts'
import { describeEnd } from './measure/describeEnd.ts'
import type { EndDescription } from './measure/describeEnd.ts'
import { samplingIntervalUs } from './measure/passPlan.ts'
import type { SamplingPlan } from './measure/passPlan.ts'
import { openPassSession } from './measure/passSession.ts'
import { framelessCallsPath, timelineRecorderPlans } from './measure/recorderPlans.ts'
import { sampledFunctions } from './measure/sampledFunctions.ts'
import type { ProfileEvents, ProfileRequest } from './profileFunction.ts'
import { findSubject } from './subject.ts'

/** Calls of a function in the order of time, or why there are none. */
export type TimelineRecording = RecordedTimeline | StoppedTimeline

export interface RecordedTimeline {
  readonly kind: 'recorded'
  readonly profile: CpuProfile
  readonly recorder: RecorderName
  readonly calls: number
  readonly durationMs: number
  /** Sentences for people. */
  readonly warnings: readonly string[]
}

export interface StoppedTimeline extends Pick<Run, 'root' | 'function' | 'messageAt' | 'deniedAction'> {
  readonly kind: 'stopped'
  readonly outcome: Exclude<Outcome, 'completed'>
  readonly message: string
}

/** What a recording tells while it goes on. */
export type RecordingEvents = Omit<ProfileEvents, 'onPartial'>

/**
 * Records calls of a function in the order of time, as a DevTools profile of the user's own code. A pass of its own, by
 * recorders that keep the order: those that tell where the heat is do not, and two at once disturb each other.
 * @throws HeatlineError when nothing could be started, as `profileFunction` does, or nothing here records in that order
 */
export async function recordTimeline(request: ProfileRequest, events: RecordingEvents, signal: AbortSignal): Promise<TimelineRecording> {
  const { root, file, node, installation, timeBudgetMs } = request
  const subject = findSubject(request)
  const stopped = ({ outcome, message, at, deniedAction }: EndDescription): StoppedTimeline => ({
    kind: 'stopped',
    root,
    function: subject.profiled,
    outcome: outcome === 'completed' ? 'failed' : outcome,
    message,
    messageAt: at === null ? null : { file: relativeFile(root, at.file), line: at.line },
    deniedAction,
  })

  try {
    return await bundleUnderLock({ ...request, file: subject.entryFile, overlays: subject.overlays }, { id: subject.profiled.id, code: subject.code }, events, signal, async ({ bundle, directory }) => {
      if (bundle instanceof HeatlineError) return stopped({ outcome: 'failed', message: bundle.message, at: null, deniedAction: null })
      const session = openPassSession(request, bundle, directory, {
        onLog: (line) => events.onLog(line),
        onOutput: (text) => events.onOutput(text),
        onPrepared: () => events.onStage('recording', null),
      }, signal)
      events.onStage('loading', null)
      const startTimeUs = Math.round(Date.now() * 1000)
      const end = await session.run({
        kind: 'attribution',
        recorders: timelineRecorderPlans(installation, node),
        framelessCallsPath: framelessCallsPath(installation, node),
        samplingIntervalUs,
        // One window, so that its timeline has no seams: the time ends it.
        enoughSamples: Number.MAX_SAFE_INTEGER,
        ...planRecording(timeBudgetMs),
      }, linesFlags)
      if (end.kind !== 'finished') {
        const description = describeEnd(end, { name: subject.target.name, file, root }, session.map)
        if (end.kind === 'failed' && end.message.stage === 'record') throw new HeatlineError(`${description.message} ${wayOut(session.flags)}`)
        return stopped(description)
      }
      if (end.result.kind !== 'attribution') throw new Error('Internal error: a recording sent no samples')

      const { profile, calls, computingMs } = end.result
      if (profile.timeline?.nodes.length === 0) {
        return stopped({ outcome: 'failed', message: 'No stack sample was taken: other programs keep this machine busy, or the time budget is very short. Record again, or raise the time budget.', at: null, deniedAction: null })
      }
      return {
        kind: 'recorded',
        profile: toCpuProfile({
          profile,
          scripts: { bundlePath: bundle.path, runnerPath: join(installation.directory, 'runner.cjs'), positionOf: bundle.positionOf },
          placeOf: bundle.placeOf,
          functionsOf: sampledFunctions(request).functionsOf,
          urlOf: (path) => pathToFileURL(path).href,
          target: { file, name: subject.target.name },
          targetIsOutermost: session.targetIsOutermost,
          callsAreLong: areLongCalls(computingMs, calls),
          startTimeUs,
        }),
        recorder: profile.recorder,
        calls,
        durationMs: profile.durationMs,
        warnings: [...(namesInlinedCallees(node.version) ? [] : [inliningNote(node.version)]), ...bundle.warnings, ...session.warnings],
      }
    })
  } catch (error) {
    if (signal.aborted) return stopped({ outcome: 'cancelled', message: 'Cancelled.', at: null, deniedAction: null })
    throw error
  }
}

/** Half the budget shows many calls of all but the slowest functions; of those one call is recorded, however long it takes. */
function planRecording(budgetMs: number): SamplingPlan {
  return { warmUpMs: budgetMs * 0.1, measureMs: budgetMs * 0.5 }
}

/** @param flags those that the process ran with */
function wayOut(flags: readonly string[]): string {
  const isShut = flags.includes('--permission') && !flags.includes('--allow-inspector')
  return isShut
    ? 'Heatline made this call up and runs it in a sandbox, where only Node 24.12 and later keep the inspector open. Use such a Node, or write the call yourself: it then runs as written.'
    : 'A recording in time order needs the addon of v8-profiler-next, or the inspector of Node.'
}

function inliningNote(nodeVersion: string): string {
  return `Node ${nodeVersion.split('.', 1)[0]} shows no inlined functions: their time is their callers'. Node 26 shows them.`
}
