import { readdir } from 'node:fs/promises'
import path from 'node:path'

/** Folders whose files are made or installed, not written. */
const skippedFolders = new Set(['node_modules', 'dist', 'build', 'out', 'coverage', 'bower_components', 'vendor'])

const sourceName = /\.[cm]?[jt]sx?$/
const skippedName = /\.d\.[cm]?ts$|\.min\.js$/

/** More than most workspaces have; the ones nearest to the folder come first. */
const mostFiles = 15_000

/** The JavaScript and TypeScript files below a folder, absolute; neither hidden nor installed ones. */
export async function listSourceFiles(folder: string, signal: AbortSignal): Promise<readonly string[]> {
  const found: string[] = []
  let level: readonly string[] = [folder]
  while (level.length > 0 && found.length < mostFiles) {
    signal.throwIfAborted()
    const listed = await Promise.all(level.map(async (each) => ({ each, entries: await readdir(each, { withFileTypes: true }).catch(() => []) })))
    const next: string[] = []
    for (const { each, entries } of listed) {
      for (const entry of entries) {
        if (entry.isDirectory() && !entry.name.startsWith('.') && !skippedFolders.has(entry.name)) next.push(path.join(each, entry.name))
        else if (entry.isFile() && sourceName.test(entry.name) && !skippedName.test(entry.name)) found.push(path.join(each, entry.name))
      }
    }
    level = next
  }
  return found.slice(0, mostFiles)
}
