import { isStackProfile } from './parseRunnerMessage.ts'
import type { RecordedProcess, ThreadRecording } from './processRecording.ts'

type Fields = Readonly<Record<string, unknown>>

/** The guard at the engine's end of a recordings' folder: a file's text as a recording, or null where it is none. */
export function parseThreadRecording(text: string): ThreadRecording | null {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return null
  }
  if (!isFields(value) || !isStackProfile(value.profile)) return null
  const { threadId, title, isComplete, scripts, profile } = value
  const process = toProcess(value.process)
  if (process === null || typeof threadId !== 'number' || typeof isComplete !== 'boolean' || !(title === null || typeof title === 'string') || !Array.isArray(scripts)) return null
  return {
    process,
    threadId,
    title,
    isComplete,
    scripts: scripts.filter(isFields).flatMap(({ url, textFile }) => (typeof url === 'string' && typeof textFile === 'string' && /^[\w-]+\.js$/.test(textFile) ? [{ url, textFile }] : [])),
    profile,
  }
}

function toProcess(value: unknown): RecordedProcess | null {
  if (!isFields(value)) return null
  const { pid, parentPid, argv, nodeVersion, v8Version, cwd, startedAt } = value
  if (typeof pid !== 'number' || typeof parentPid !== 'number' || typeof startedAt !== 'number') return null
  if (typeof nodeVersion !== 'string' || typeof v8Version !== 'string' || typeof cwd !== 'string' || !Array.isArray(argv)) return null
  return { pid, parentPid, argv: argv.filter((each) => typeof each === 'string'), nodeVersion, v8Version, cwd, startedAt }
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null
}
