import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseThreadRecording } from '../../protocol/parseThreadRecording.ts'
import type { ThreadRecording } from '../../protocol/processRecording.ts'

/** What the threads of a command's processes have left in a folder. What cannot be read is none of ours. */
export function readRecordings(folder: string): readonly ThreadRecording[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .flatMap((name) => parseThreadRecording(readFileSync(join(folder, name), 'utf8')) ?? [])
}
