import { existsSync } from 'node:fs'
import { mkdir, realpath, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { copyFiles, copyWorkspace, linkPackages } from './copyWorkspace.ts'
import type { CopyLimits } from './copyWorkspace.ts'

/** Sources of which a copy is made. Paths are absolute and real. */
export interface TrialSources {
  readonly root: string
  /** What must be in it: the code, its tests, and where their runner is started. */
  readonly needed: readonly string[]
  /** Texts in place of what is on the disk, by path. Those outside of the root are left out. */
  readonly texts: ReadonlyMap<string, string>
  /** Files that are to be missing. */
  readonly hidden: ReadonlySet<string>
}

/** Where a file of the original stands in a copy in which tests can be run. */
export type PlaceInCopy = (file: string) => string

/**
 * Copies the workspace; of one that is too large only the folder that holds all that is needed, with the plain files of the folders above it, which
 * configurations extend. Null where that is too large as well.
 * @param directory a folder of this copy's own
 * @throws the signal's reason when it is aborted
 */
export async function makeTrialCopy({ root, needed, texts, hidden }: TrialSources, directory: string, limits: CopyLimits, signal: AbortSignal): Promise<PlaceInCopy | null> {
  await mkdir(directory, { recursive: true })
  // Coverage names real paths.
  const copy = path.join(await realpath(directory), 'copy')
  const placeOf = (file: string): string => path.join(copy, path.relative(root, file))
  if (!await copyWorkspace({ from: root, to: copy }, limits, signal)) {
    await rm(copy, { recursive: true, force: true })
    const home = commonFolder(needed)
    if (home === root || !isInside(home, root) || !await copyWorkspace({ from: home, to: placeOf(home) }, limits, signal)) return null
    for (const folder of foldersBetween(root, home)) {
      await copyFiles({ from: folder, to: placeOf(folder) })
      if (existsSync(path.join(folder, 'node_modules'))) await linkPackages({ from: path.join(folder, 'node_modules'), to: path.join(placeOf(folder), 'node_modules') }, { from: home, to: placeOf(home) })
    }
  }
  const above = foldersAbove(root).map((folder) => path.join(folder, 'node_modules')).find((folder) => existsSync(folder))
  if (above !== undefined) await linkPackages({ from: above, to: path.join(copy, '..', 'node_modules') }, { from: root, to: copy })
  for (const [file, text] of texts) {
    if (!isInside(file, root)) continue
    await mkdir(path.dirname(placeOf(file)), { recursive: true })
    await writeFile(placeOf(file), text)
  }
  for (const file of hidden) if (isInside(file, root)) await rm(placeOf(file), { force: true })
  return placeOf
}

function isInside(file: string, folder: string): boolean {
  const relative = path.relative(folder, file)
  return !relative.startsWith('..') && !path.isAbsolute(relative)
}

/** The innermost folder that holds all of them. */
function commonFolder([first = '', ...others]: readonly string[]): string {
  return [first, ...foldersAbove(first)].find((folder) => others.every((each) => isInside(each, folder))) ?? first
}

function foldersAbove(folder: string): string[] {
  const parent = path.dirname(folder)
  return parent === folder ? [] : [parent, ...foldersAbove(parent)]
}

/** From the inner one's parent up to the outer one. */
function foldersBetween(outer: string, inner: string): string[] {
  return foldersAbove(inner).filter((folder) => isInside(folder, outer))
}
