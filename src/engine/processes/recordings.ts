import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseThreadRecording } from '../../protocol/parseThreadRecording.ts'
import type { ThreadRecording } from '../../protocol/processRecording.ts'
import { parseStartedThread, startedThreadEnding } from '../../protocol/startedThread.ts'
import type { StartedThread } from '../../protocol/startedThread.ts'

/** What the threads of a command's processes have left in a folder. What cannot be read is none of ours. */
export function readRecordings(folder: string): readonly ThreadRecording[] {
  return textsOf(folder, '.json').flatMap((text) => parseThreadRecording(text) ?? [])
}

/** The threads that ran code, whether a recording is there of them or not. */
export function readStartedThreads(folder: string): readonly StartedThread[] {
  return textsOf(folder, startedThreadEnding).flatMap((text) => parseStartedThread(text) ?? [])
}

function textsOf(folder: string, ending: string): readonly string[] {
  return readdirSync(folder).filter((name) => name.endsWith(ending)).map((name) => readFileSync(join(folder, name), 'utf8'))
}
