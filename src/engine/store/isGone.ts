import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { discoverFunctions } from '../../core/source/discoverFunctions.ts'
import type { IsGone } from './runStore.ts'

/**
 * Tells of functions of a workspace whether they are where they were.
 * @param texts stand in the place of what is on disk, by absolute path: unsaved files
 */
export function isGoneIn(root: string, texts: ReadonlyMap<string, string>): IsGone {
  return (file, functionName) => {
    const path = join(root, file)
    try {
      const { functions, errors } = discoverFunctions(texts.get(path) ?? readFileSync(path, 'utf8'), file)
      // Of a file that does not parse nobody knows what is in it.
      return errors.length === 0 && !functions.some(({ name }) => name === functionName)
    } catch (error) {
      return error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR')
    }
  }
}
