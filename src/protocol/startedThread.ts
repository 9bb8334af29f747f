/**
 * A thread that is about to run its code. It leaves word of itself in the recordings' folder, so that the engine knows of those
 * that no recording is there of.
 */
export interface StartedThread {
  readonly pid: number
  /** 0 is the main thread. */
  readonly threadId: number
  /** As given, without Node itself; a worker's script. */
  readonly argv: readonly string[]
  /** Whether it was recorded before its code ran; V8 does not tell where code lies that it optimised earlier. */
  readonly wasReached: boolean
}

/** What the names of these files end with. */
export const startedThreadEnding = '.started'

/** A file's text as such a word, or null where it is none. */
export function parseStartedThread(text: string): StartedThread | null {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return null
  }
  if (!isFields(value)) return null
  const { pid, threadId, argv, wasReached } = value
  if (typeof pid !== 'number' || typeof threadId !== 'number' || typeof wasReached !== 'boolean' || !Array.isArray(argv)) return null
  return { pid, threadId, argv: argv.filter((each) => typeof each === 'string'), wasReached }
}

function isFields(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null
}
