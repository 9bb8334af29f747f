import { createHash, randomUUID } from 'node:crypto'
import { mkdir, readFile, readdir, rename, rm, stat, utimes, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { userDataFolder } from './userDataFolder.ts'

/** Where what is kept for a key lies, whether or not it does yet, in a folder of the user's data. Absolute. */
export function keptFilePath(folderName: string, key: unknown): string {
  return join(userDataFolder(), folderName, createHash('sha256').update(JSON.stringify(key)).digest('hex').slice(0, 32))
}

/** Null where there is none that can be read. It counts as used now. */
export async function readKeptFile(path: string): Promise<Buffer | null> {
  try {
    const content = await readFile(path)
    const now = new Date()
    await utimes(path, now, now)
    return content
  } catch {
    return null
  }
}

/**
 * Keeps a file, whole or not at all. Only the user can read it.
 * @param mostBytes of the whole folder: the files used longest ago go first
 */
export async function writeKeptFile(path: string, content: string | Buffer, mostBytes: number): Promise<void> {
  const folder = dirname(path)
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const temporary = `${path}.${randomUUID()}`
  await writeFile(temporary, content, { mode: 0o600 })
  await rename(temporary, path)
  await prune(folder, mostBytes)
}

async function prune(folder: string, mostBytes: number): Promise<void> {
  const files = await Promise.all((await readdir(folder)).map(async (name) => ({ path: join(folder, name), stats: await stat(join(folder, name)).catch(() => null) })))
  let bytes = 0
  for (const { path, stats } of files.toSorted((a, b) => (b.stats?.mtimeMs ?? 0) - (a.stats?.mtimeMs ?? 0))) {
    bytes += stats?.size ?? 0
    if (bytes > mostBytes) await rm(path, { force: true })
  }
}
