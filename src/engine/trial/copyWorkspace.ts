import { constants } from 'node:fs'
import { copyFile, lstat, mkdir, readdir, realpath, symlink } from 'node:fs/promises'
import path from 'node:path'

/** How much is copied. */
export interface CopyLimits {
  readonly files: number
  readonly bytes: number
}

/** What nobody's tests need: history, and what tools keep for themselves. */
const leftOut: ReadonlySet<string> = new Set(['.git', '.hg', '.svn', '.cache', '.next', '.nuxt', '.nx', '.turbo', '.vscode-test', 'coverage'])

/** What tools keep among installed packages: a link would have the tests write into the original. */
const toolCaches: ReadonlySet<string> = new Set(['.cache', '.vite', '.vite-temp', '.vitest'])

/** A file or folder, and its copy. Absolute, the first one real. */
interface Copied {
  readonly from: string
  readonly to: string
}

/** What is in a folder, by how it comes into the copy. */
interface Contents {
  readonly folders: readonly Copied[]
  readonly files: readonly Copied[]
  readonly links: readonly Copied[]
  /** `node_modules` folders. */
  readonly packages: readonly Copied[]
}

/**
 * Copies a folder of sources: every file, since tests may write; but installed packages as links, except that those of the workspace itself link into the copy.
 * @returns whether it was copied: a folder that is larger than the limits is not begun
 * @throws the signal's reason when it is aborted
 */
export async function copyWorkspace(root: Copied, limits: CopyLimits, signal: AbortSignal): Promise<boolean> {
  const contents = await contentsOf(root, limits, signal)
  if (contents === null) return false
  for (const { to } of contents.folders) await mkdir(to, { recursive: true })
  for (const { from, to } of contents.files) {
    signal.throwIfAborted()
    await copyFile(from, to, constants.COPYFILE_FICLONE)
  }
  for (const each of contents.packages) await linkPackages(each, root)
  for (const each of contents.links) await copyLink(each, root)
  return true
}

/** Copies the plain files of a folder, without the folders in it. */
export async function copyFiles({ from, to }: Copied): Promise<void> {
  await mkdir(to, { recursive: true })
  for (const entry of await readdir(from, { withFileTypes: true })) if (entry.isFile()) await copyFile(path.join(from, entry.name), path.join(to, entry.name), constants.COPYFILE_FICLONE)
}

/** Links each package of a `node_modules` folder. @param root what is copied */
export async function linkPackages({ from, to }: Copied, root: Copied): Promise<void> {
  await mkdir(to, { recursive: true })
  for (const entry of await readdir(from, { withFileTypes: true })) {
    const pair = { from: path.join(from, entry.name), to: path.join(to, entry.name) }
    if (toolCaches.has(entry.name)) continue
    if (entry.name.startsWith('@') && entry.isDirectory()) await linkPackages(pair, root)
    else if (entry.isSymbolicLink()) await copyLink(pair, root)
    else await symlink(pair.from, pair.to, entry.isDirectory() ? 'junction' : 'file')
  }
}

/** Null where it is larger than the limits. */
async function contentsOf(root: Copied, limits: CopyLimits, signal: AbortSignal): Promise<Contents | null> {
  const folders = [root]
  const files: Copied[] = []
  const links: Copied[] = []
  const packages: Copied[] = []
  let bytes = 0
  for (const { from, to } of folders) {
    signal.throwIfAborted()
    for (const entry of await readdir(from, { withFileTypes: true })) {
      const pair = { from: path.join(from, entry.name), to: path.join(to, entry.name) }
      if (leftOut.has(entry.name)) continue
      if (entry.name === 'node_modules') packages.push(pair)
      else if (entry.isDirectory()) folders.push(pair)
      else if (entry.isSymbolicLink()) links.push(pair)
      else if (entry.isFile()) {
        files.push(pair)
        bytes += (await lstat(pair.from)).size
        if (files.length > limits.files || bytes > limits.bytes) return null
      }
    }
  }
  return { folders, files, links, packages }
}

/** A link to the same place: to its copy where that is copied. One that leads nowhere is left out. */
async function copyLink({ from, to }: Copied, root: Copied): Promise<void> {
  const target = await realpath(from).catch(() => null)
  if (target === null) return
  const inside = path.relative(root.from, target)
  const isCopied = !inside.startsWith('..') && !path.isAbsolute(inside) && !inside.split(path.sep).some((each) => each === 'node_modules' || leftOut.has(each))
  const isFolder = (await lstat(target)).isDirectory()
  await symlink(isCopied ? path.join(root.to, inside) : target, to, isFolder ? 'junction' : 'file')
}
