import type { Run } from '../core/comparison/run.ts'
import type { Workload } from '../core/comparison/workload.ts'
import type { Installation } from './installation.ts'
import type { NodeExecutable } from './node/nodeExecutable.ts'

/** What to profile. Paths are absolute. */
export interface ProfileRequest {
  /** The workspace folder; files in the run are relative to it. */
  readonly root: string
  readonly file: string
  /** The file's text as it is in the editor. */
  readonly text: string
  /** Other files with unsaved changes, by absolute path. */
  readonly overlays: ReadonlyMap<string, string>
  /** `SourceFunction.name` */
  readonly functionName: string
  readonly workload: Workload
  /** The user has allowed this function's made-up call to act outside the sandbox. */
  readonly allowedOutsideSandbox: boolean
  /** Milliseconds of measuring in all. */
  readonly timeBudgetMs: number
  readonly node: NodeExecutable
  readonly installation: Installation
}

/** What a run is doing, for progress. */
export type Stage = 'waiting' | 'bundling' | 'loading' | 'samplingLines' | 'samplingCallers' | 'timing'

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

/**
 * Profiles one function: bundles it, samples it, times it. Expected ends are outcomes of the run.
 * @throws HeatlineError when nothing could be started: no such function, a file that does not parse, a missing runner.
 */
export async function profileFunction(request: ProfileRequest, events: ProfileEvents, signal: AbortSignal): Promise<Run> {
  void request; void events; void signal
  throw new Error('Internal error: not built yet')
}
