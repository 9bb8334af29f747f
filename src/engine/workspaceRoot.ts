import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { packageFolder } from './packageFolder.ts'

/**
 * The folder that a terminal's run is relative to, as an absolute path: the nearest one above the file that is a git
 * repository or a workspace of packages, else the nearest package, else the file's own folder. In the editor it is the
 * workspace folder instead.
 */
export function workspaceRoot(file: string): string {
  const folders = foldersAbove(file)
  return folders.find(isWorkspace) ?? packageFolder(file) ?? dirname(file)
}

function foldersAbove(file: string): string[] {
  const folders = [dirname(file)]
  for (let folder = dirname(file); dirname(folder) !== folder; folder = dirname(folder)) folders.push(dirname(folder))
  return folders
}

function isWorkspace(folder: string): boolean {
  // In a git worktree or submodule `.git` is a file.
  return existsSync(join(folder, '.git')) || existsSync(join(folder, 'pnpm-workspace.yaml')) || declaresWorkspaces(join(folder, 'package.json'))
}

function declaresWorkspaces(packageFile: string): boolean {
  try {
    const contents: unknown = JSON.parse(readFileSync(packageFile, 'utf8'))
    return typeof contents === 'object' && contents !== null && 'workspaces' in contents
  } catch {
    // None there, or one that cannot be read: it marks nothing.
    return false
  }
}
