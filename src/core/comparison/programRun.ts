import type { Attribution } from '../profile/attribution.ts'

/** How a command ended. */
export interface CommandExit {
  /** Null where a signal ended it. */
  readonly code: number | null
  readonly signal: string | null
  /** It was ended because it took too long. */
  readonly timedOut?: boolean
}

/** One thread of one Node process of a command. */
export interface ThreadRun {
  readonly pid: number
  readonly parentPid: number
  /** 0 is the process's main thread. */
  readonly threadId: number
  /** What ran: the process's arguments, or the worker's title. */
  readonly title: string
  readonly nodeVersion: string
  readonly v8Version: string
  /** Milliseconds since the epoch at which its process began. */
  readonly startedAt: number
  readonly durationMs: number
  /** Milliseconds of that in which it did not wait. */
  readonly busyMs: number
  /** It was killed, or left running: what it did since its last flush is not in here. */
  readonly wasCut: boolean
  readonly attribution: Attribution
}

/** A command that was run with all of its Node processes recorded. Immutable, as a `Run` is. */
export interface ProgramRun {
  readonly id: string
  /** Milliseconds since the epoch. */
  readonly startedAt: number
  readonly durationMs: number
  /** Absolute path of the folder that files are relative to. */
  readonly root: string
  readonly command: readonly string[]
  readonly exit: CommandExit
  /** The busiest first. Their positions in here, from 1, are what a user chooses one by. */
  readonly threads: readonly ThreadRun[]
  /** All threads together. */
  readonly attribution: Attribution
  /** Stack samples in the user's own code and what it called. */
  readonly ownSamples: number
  /** Sentences for people, the weightiest first. */
  readonly warnings: readonly string[]
}
