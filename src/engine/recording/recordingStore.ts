import { mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { deserialize, serialize } from 'node:v8'
import { keptFilePath, readKeptFile, writeKeptFile } from '../userData/keptFiles.ts'
import { userDataFolder } from '../userData/userDataFolder.ts'
import type { Recording } from './recording.ts'

/** Recordings hold the user's data: they lie in the user's data folder, never in a workspace. */
const folderName = 'recordings'

/** The version of the format; files of another are recorded anew. */
const formatVersion = 1

/** All recordings together; the ones used longest ago go first. */
const mostBytes = 500_000_000

/** What a recording holds for. An edit of the function's body leaves it right: what the tests call it with is the same. */
export interface RecordingKey {
  /** The workspace folder's real path. */
  readonly root: string
  /** `src/cart.ts#Cart.total` */
  readonly functionId: string
  /** The function's parameters, as written. */
  readonly parameters: readonly string[]
  /** Test files with the hash of each one's text. */
  readonly tests: readonly (readonly [string, string])[]
}

/** Where a recording lies, whether or not it does yet. Absolute. */
export function recordingPath(key: RecordingKey): string {
  return keptFilePath(folderName, [formatVersion, key.root, key.functionId, key.parameters, key.tests])
}

/** Null where there is none that can be read. */
export async function readStoredRecording(path: string): Promise<Recording | null> {
  const content = await readKeptFile(path)
  try {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- written below, under a name that holds its version
    return content === null ? null : deserialize(content) as Recording
  } catch {
    return null
  }
}

/** Keeps a recording, whole or not at all. Only the user can read it. */
export async function storeRecording(path: string, recording: Recording): Promise<void> {
  await writeKeptFile(path, serialize(recording), mostBytes)
  await rm(`${path}.refused`, { force: true })
}

/** Why a recording was of no use, while the function's module stays as it is. */
interface Refusal {
  readonly moduleHash: string
  readonly reason: string
}

/** What the module imports, or the tests need, may be mended meanwhile. */
const refusedForMs = 30 * 60_000

/** Why the tests need not be run again: they left nothing that can be replayed, not long ago. Null where they may. */
export async function readRefusal(path: string, moduleHash: string): Promise<string | null> {
  try {
    const file = `${path}.refused`
    if (Date.now() - (await stat(file)).mtimeMs > refusedForMs) return null
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- written below
    const refusal = JSON.parse(await readFile(file, 'utf8')) as Refusal
    return refusal.moduleHash === moduleHash ? refusal.reason : null
  } catch {
    return null
  }
}

/** Keeps why tests are not to be run again for a recording under that path. */
export async function storeRefusal(path: string, moduleHash: string, reason: string): Promise<void> {
  await mkdir(join(userDataFolder(), folderName), { recursive: true, mode: 0o700 })
  const refusal: Refusal = { moduleHash, reason }
  await writeFile(`${path}.refused`, JSON.stringify(refusal), { mode: 0o600 })
}
