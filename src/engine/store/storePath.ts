import { createHash } from 'node:crypto'
import { realpathSync } from 'node:fs'
import { basename, join } from 'node:path'
import { userDataFolder } from '../userData/userDataFolder.ts'

/**
 * Where the history of a workspace lies, whether or not it does yet: one file for each real folder, whatever links lead to it.
 * @param root the workspace folder
 */
export function storePath(root: string, env: NodeJS.ProcessEnv): string {
  const real = realPath(root)
  const hash = createHash('sha256').update(real).digest('hex').slice(0, 32)
  // The folder's name is for people who look at the files.
  return join(userDataFolder(env), 'history', `${basename(real).replaceAll(/[^\w-]+/g, '-').slice(0, 40)}-${hash}.sqlite`)
}

function realPath(root: string): string {
  try {
    // Native: on Windows and macOS it also settles upper and lower case.
    return realpathSync.native(root)
  } catch {
    return root
  }
}
