import { createHash, randomUUID } from 'node:crypto'
import { mkdir, readFile, realpath, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { userDataFolder } from './userDataFolder.ts'

/** What the user answered to "may this function's made-up call act outside the sandbox?". */
export type SandboxAnswer = 'allowed' | 'refused'

/**
 * The answers lie in the user's data folder, so that a cloned repository cannot bring its own, one small file each, so
 * that two windows that answer at once lose nothing. An answer holds for the function whatever becomes of its body.
 */
const folderName = 'sandbox-answers'

/**
 * The answer that was kept; null where the user was not asked, or did not answer.
 * @param root the workspace folder; compared by its real path
 * @param functionId `src/cart.ts#Cart.total`
 */
export async function readSandboxAnswer(root: string, functionId: string): Promise<SandboxAnswer | null> {
  try {
    const kept: unknown = JSON.parse(await readFile(answerPath(await realpath(root), functionId), 'utf8'))
    const answer = typeof kept === 'object' && kept !== null && 'answer' in kept ? kept.answer : null
    return answer === 'allowed' || answer === 'refused' ? answer : null
  } catch {
    return null
  }
}

/** Keeps an answer in place of an earlier one. */
export async function keepSandboxAnswer(root: string, functionId: string, answer: SandboxAnswer): Promise<void> {
  const realRoot = await realpath(root)
  const path = answerPath(realRoot, functionId)
  await mkdir(join(userDataFolder(), folderName), { recursive: true })
  // Whole or not at all, though the machine stops in between.
  const temporary = `${path}.${randomUUID()}`
  await writeFile(temporary, `${JSON.stringify({ root: realRoot, function: functionId, answer, answeredAt: new Date().toISOString() }, null, 2)}\n`)
  await rename(temporary, path)
}

/** Forgets every answer, of all workspaces. */
export async function forgetSandboxAnswers(): Promise<void> {
  await rm(join(userDataFolder(), folderName), { recursive: true, force: true })
}

function answerPath(realRoot: string, functionId: string): string {
  const name = createHash('sha256').update(`${realRoot}\0${functionId}`).digest('hex').slice(0, 32)
  return join(userDataFolder(), folderName, `${name}.json`)
}
