import type { StackProfile } from '../core/profile/stackProfile.ts'

/** The environment variable that names the folder which recordings are written to; every Node below a command inherits it. */
export const recordingFolderVariable = 'HEATLINE_RECORDINGS'

/** What is known of one thread of one process, written anew at every flush: who is killed leaves the last one. */
export interface ThreadRecording {
  readonly process: RecordedProcess
  /** 0 is the main thread. */
  readonly threadId: number
  /** What Node calls a worker, `[worker 2] sums`; null for a main thread. */
  readonly title: string | null
  /** False until the thread has ended and its last samples are in. */
  readonly isComplete: boolean
  /** Scripts of the call tree whose text was kept. */
  readonly scripts: readonly RecordedScript[]
  readonly profile: StackProfile
}

/** A process of the command. */
export interface RecordedProcess {
  readonly pid: number
  readonly parentPid: number
  /** As given, without Node itself. */
  readonly argv: readonly string[]
  /** Without the `v`. */
  readonly nodeVersion: string
  readonly v8Version: string
  readonly cwd: string
  /** Milliseconds since the epoch. */
  readonly startedAt: number
}

/** A script as V8 runs it; its text lies in the file of that name in the recordings' folder. */
export interface RecordedScript {
  readonly url: string
  readonly textFile: string
}
