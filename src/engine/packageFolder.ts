import { readFileSync } from 'node:fs'
import path from 'node:path'

/** What a package.json may hold that only says how the files beside it are read, as in a package's `src` or `dist/esm`. */
const readingKeys = new Set(['type', 'sideEffects', 'main', 'module', 'browser', 'types', 'typings'])

/**
 * The folder of the package that a file belongs to: where its package.json stands, and its programs are started. One that
 * only says how files are read, `{ "type": "module" }`, makes no package of its own. Null where there is none.
 * @param file absolute
 */
export function packageFolder(file: string): string | null {
  for (let folder = path.dirname(file); path.basename(folder) !== 'node_modules'; folder = path.dirname(folder)) {
    if (isPackage(path.join(folder, 'package.json'))) return folder
    if (path.dirname(folder) === folder) return null
  }
  return null
}

function isPackage(file: string): boolean {
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch {
    return false
  }
  let content: unknown
  try {
    content = JSON.parse(text)
  } catch {
    // A broken one is somebody's package all the same.
    return true
  }
  const keys = typeof content === 'object' && content !== null ? Object.keys(content) : []
  return keys.length === 0 || !keys.every((key) => readingKeys.has(key))
}
