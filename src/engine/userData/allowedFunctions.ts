import { createHash, randomUUID } from 'node:crypto'
import { access, mkdir, realpath, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { userDataFolder } from './userDataFolder.ts'

/**
 * The user's answers to "allow this function's made-up call to act outside the sandbox?". They lie in the user's data folder, so
 * that a cloned repository cannot bring its own, one small file each, so that two windows that answer at once lose nothing.
 * An answer holds for the function whatever becomes of its body.
 */
const folderName = 'allowed'

/**
 * @param root the workspace folder; compared by its real path
 * @param functionId `src/cart.ts#Cart.total`
 */
export async function isFunctionAllowed(root: string, functionId: string): Promise<boolean> {
  try {
    await access(answerPath(await realpath(root), functionId))
    return true
  } catch {
    return false
  }
}

/** Remembers a yes. */
export async function allowFunction(root: string, functionId: string): Promise<void> {
  const realRoot = await realpath(root)
  const path = answerPath(realRoot, functionId)
  await mkdir(join(userDataFolder(), folderName), { recursive: true })
  // Whole or not at all, though the machine stops in between.
  const temporary = `${path}.${randomUUID()}`
  await writeFile(temporary, `${JSON.stringify({ root: realRoot, function: functionId, allowedAt: new Date().toISOString() }, null, 2)}\n`)
  await rename(temporary, path)
}

/** Forgets every answer, of all workspaces. */
export async function forgetAllowedFunctions(): Promise<void> {
  await rm(join(userDataFolder(), folderName), { recursive: true, force: true })
}

function answerPath(realRoot: string, functionId: string): string {
  const name = createHash('sha256').update(`${realRoot}\0${functionId}`).digest('hex').slice(0, 32)
  return join(userDataFolder(), folderName, `${name}.json`)
}
