import { join } from 'node:path'
import { recordingFolderVariable } from '../../protocol/processRecording.ts'
import { makeChildEnvironment } from '../child/childEnvironment.ts'

/** What every Node below a command loads. */
export const preloadName = 'processProfiler.cjs'

/**
 * The environment of a command whose Node processes are recorded: the user's own, with the preload first.
 * @param ownFolder Heatline's `dist/`
 * @param recordings the folder they are written to
 */
export function recordedEnvironment(user: NodeJS.ProcessEnv, ownFolder: string, recordings: string, marker: string): NodeJS.ProcessEnv {
  const environment = makeChildEnvironment(user, {}, marker)
  return {
    ...environment,
    NODE_OPTIONS: `--require ${quoted(join(ownFolder, preloadName))} ${environment.NODE_OPTIONS ?? ''}`.trim(),
    [recordingFolderVariable]: recordings,
  }
}

/** As Node reads NODE_OPTIONS: blanks part, quotes keep together, a backslash in quotes escapes. */
function quoted(path: string): string {
  return /[\s"\\]/.test(path) ? `"${path.replaceAll(/[\\"]/g, String.raw`\$&`)}"` : path
}
