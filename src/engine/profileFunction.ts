import { randomUUID } from 'node:crypto'
import type { Run } from '../core/comparison/run.ts'
import type { Snapshot } from '../core/comparison/snapshot.ts'
import type { Workload } from '../core/comparison/workload.ts'
import type { ProfileKind } from '../core/evidence/profileKind.ts'
import { HeatlineError } from '../core/heatlineError.ts'
import type { SandboxAction } from '../core/sandboxAction.ts'
import { bundleUnderLock } from './bundleUnderLock.ts'
import { takeSnapshot } from './compare/takeSnapshot.ts'
import type { Installation } from './installation.ts'
import { keepRun } from './keepRun.ts'
import { environmentOf } from './measure/environmentOf.ts'
import { measureWorkload } from './measure/measureWorkload.ts'
import type { Measured } from './measure/measureWorkload.ts'
import type { NodeExecutable } from './node/nodeExecutable.ts'
import { profileInTest } from './profileInTest.ts'
import { findSubject } from './subject.ts'

/** What to profile. Paths are absolute. */
export interface ProfileRequest {
  /** The workspace folder; files in the run are relative to it. */
  readonly root: string
  readonly file: string
  /** The file's text as it is in the editor. */
  readonly text: string
  /** Other files with unsaved changes, by absolute path; or another version's, which need not be on disk. */
  readonly overlays: ReadonlyMap<string, string>
  /** Files, absolute, that another version lacks. Default: none. */
  readonly hidden?: ReadonlySet<string>
  /** `SourceFunction.name` */
  readonly functionName: string
  readonly workload: Workload
  /** Why it is not run with something better: sentences for people, told with the result. */
  readonly notes: readonly string[]
  /** What the user allowed this function's made-up call beyond reading and computing. */
  readonly allowedActions: readonly SandboxAction[]
  /** Milliseconds of measuring in all. */
  readonly timeBudgetMs: number
  /** What to collect beyond hot lines and times. Default: nothing. */
  readonly kind?: ProfileKind
  readonly node: NodeExecutable
  readonly installation: Installation
  /** Runs of the function that history keeps. Default: 200. */
  readonly keptRuns?: number
}

/** What a run is doing, for progress. */
export type Stage = 'waiting' | 'runningTests' | 'replaying' | 'readingTypes' | 'tryingInputs' | 'bundling' | 'loading' | 'samplingLines' | 'samplingCallers' | 'timing' | 'collecting' | 'recording' | 'sizing' | 'scaling' | 'profilingTests' | 'runningProgram' | 'readingBase' | 'answering' | 'pairing' | 'explaining' | 'tuning' | 'testingCopy'

/** What a run tells while it goes on. */
export interface ProfileEvents {
  /** `detail` is for people: whom it waits for, which process of how many. */
  onStage(stage: Stage, detail: string | null): void
  /** A line for the log: what is run, with what, how. */
  onLog(line: string): void
  /** What the user's code printed, capped. */
  onOutput(text: string): void
  /** The run as known so far: heat is there before timing is. */
  onPartial(run: Run): void
}

/** A run, and what it takes to make it again: null where that is not possible. */
interface RepeatableRun {
  readonly run: Run
  readonly snapshot: Snapshot | null
}

/**
 * Profiles one function: bundles it, samples it, times it, and keeps the run in the history. Expected ends are outcomes of the run.
 * @throws HeatlineError when nothing could be started: no such function, a call that does not parse, a missing runner
 */
export async function profileFunction(request: ProfileRequest, events: ProfileEvents, signal: AbortSignal): Promise<Run> {
  const { run, snapshot } = request.workload.kind === 'test' ? { run: await profileInTest(request, request.workload, events, signal), snapshot: null } : await measureFunction(request, events, signal)
  return run.outcome === 'completed' ? await keepRun(request, run, snapshot) : run
}

async function measureFunction(request: ProfileRequest, events: ProfileEvents, signal: AbortSignal): Promise<RepeatableRun> {
  const subject = findSubject(request)
  const startedAt = Date.now()
  // One for partial results too: they are the same run, told earlier.
  const id = randomUUID()
  const finish = (measured: Measured, bundlingMs: number): Run => ({
    id,
    startedAt,
    root: request.root,
    function: subject.profiled,
    workload: request.workload,
    ...measured,
    loadingMs: measured.loadingMs + bundlingMs,
    warnings: [...measured.warnings, ...request.notes],
  })

  try {
    return await bundleUnderLock({ ...request, file: subject.entryFile, overlays: subject.overlays }, { id: subject.profiled.id, code: subject.code }, events, signal, async ({ bundle, bundlingMs, directory }) => {
      // Code that does not bundle is the workload's failure, with a place in the user's source; not an exception of ours.
      if (bundle instanceof HeatlineError) return { run: finish(notStarted(request, bundle.message), bundlingMs), snapshot: null }
      const run = finish(await measureWorkload(request, subject.target, bundle, directory, {
        ...events,
        onPartial: (measured) => events.onPartial(finish(measured, bundlingMs)),
      }, signal), bundlingMs)
      return { run, snapshot: run.outcome === 'completed' ? await takeSnapshot(request, bundle, directory, run.environment.flags) : null }
    })
  } catch (error) {
    if (signal.aborted) return { run: finish({ ...notStarted(request, 'Cancelled.'), outcome: 'cancelled' }, 0), snapshot: null }
    throw error
  }
}

function notStarted(request: ProfileRequest, message: string): Measured {
  return {
    outcome: 'failed',
    message,
    timing: null,
    attribution: null,
    allocatedBytesPerCall: null,
    thrownShare: 0,
    loadingMs: 0,
    measuringMs: 0,
    environment: environmentOf(request.node, '', []),
    warnings: [],
  }
}
