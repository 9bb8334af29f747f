import { readdirSync, statSync } from 'node:fs'
import { basename, dirname, extname, join } from 'node:path'
import { closestName } from './closestName.ts'
import type { Paths } from './readTarget.ts'

/** Paths as they are on the disk. */
export const diskPaths: Paths = {
  kindOf(path) {
    try {
      const found = statSync(path)
      return found.isDirectory() ? 'folder' : found.isFile() ? 'file' : null
    } catch {
      // Not there, or in a folder that may not be looked into.
      return null
    }
  },
  nearest(path) {
    const folder = dirname(path)
    const files = filesIn(folder)
    const stem = closestName(stemOf(path), files.map(stemOf))
    const near = files.find((file) => stemOf(file) === stem)
    // As the user would write it: without a `./` that was not there.
    return near === undefined ? null : path.slice(0, path.length - basename(path).length) === '' ? near : join(folder, near)
  },
}

function stemOf(path: string): string {
  return basename(path, extname(path))
}

function filesIn(folder: string): string[] {
  try {
    return readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isFile()).map(({ name }) => name)
  } catch {
    return []
  }
}
