import { createHash, randomUUID } from 'node:crypto'
import { mkdir, readdir, readFile, realpath, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { isSandboxAction, sandboxActions } from '../../core/sandboxAction.ts'
import type { SandboxAction } from '../../core/sandboxAction.ts'
import { userDataFolder } from './userDataFolder.ts'

/** What the user answered to "may this function's made-up call do that?". */
export type SandboxAnswer = 'allowed' | 'refused'

/** By action; those that the user was not asked about, or did not answer, are not in it. */
export type SandboxAnswers = ReadonlyMap<SandboxAction, SandboxAnswer>

/**
 * The answers lie in the user's data folder, so that a cloned repository cannot bring its own: a folder for each function, with one
 * small file for each action, so that two windows that answer at once lose nothing. An answer holds for the function whatever
 * becomes of its body.
 */
const folderName = 'sandbox-answers'

/** Version 1, without a number in it, was one file for each function, beside where its folder is now: an answer for all actions at once. */
const formatVersion = 2

/**
 * The answers that were kept.
 * @param root the workspace folder; compared by its real path
 * @param functionId `src/cart.ts#Cart.total`
 */
export async function readSandboxAnswers(root: string, functionId: string): Promise<SandboxAnswers> {
  const answers = new Map<SandboxAction, SandboxAnswer>()
  try {
    const realRoot = await realpath(root)
    await splitOldAnswer(realRoot, functionId)
    const folder = answersFolder(realRoot, functionId)
    for (const name of await readdir(folder)) {
      const kept = await readAnswer(join(folder, name))
      if (kept !== null && isSandboxAction(kept.action)) answers.set(kept.action, kept.answer)
    }
  } catch {
    // Nothing was kept, or it cannot be read: the user is asked.
  }
  return answers
}

/** What of the answers is a yes. */
export async function readAllowedActions(root: string, functionId: string): Promise<readonly SandboxAction[]> {
  const answers = await readSandboxAnswers(root, functionId)
  return sandboxActions.filter((action) => answers.get(action) === 'allowed')
}

/** Keeps an answer in place of an earlier one. */
export async function keepSandboxAnswer(root: string, functionId: string, action: SandboxAction, answer: SandboxAnswer): Promise<void> {
  const realRoot = await realpath(root)
  await splitOldAnswer(realRoot, functionId)
  await writeAnswer(realRoot, functionId, action, answer)
}

/** Forgets every answer, of all workspaces. */
export async function forgetSandboxAnswers(): Promise<void> {
  await rm(join(userDataFolder(), folderName), { recursive: true, force: true })
}

async function writeAnswer(realRoot: string, functionId: string, action: SandboxAction, answer: SandboxAnswer): Promise<void> {
  const folder = answersFolder(realRoot, functionId)
  await mkdir(folder, { recursive: true })
  // Whole or not at all, though the machine stops in between.
  const temporary = join(folder, `.${randomUUID()}`)
  await writeFile(temporary, `${JSON.stringify({ version: formatVersion, root: realRoot, function: functionId, action, answer, answeredAt: new Date().toISOString() }, null, 2)}\n`)
  await rename(temporary, join(folder, `${action}.json`))
}

/** An answer of version 1 becomes the same answer to every action. */
async function splitOldAnswer(realRoot: string, functionId: string): Promise<void> {
  const path = `${answersFolder(realRoot, functionId)}.json`
  const old = await readAnswer(path)
  if (old === null) return
  for (const action of sandboxActions) await writeAnswer(realRoot, functionId, action, old.answer)
  await rm(path, { force: true })
}

async function readAnswer(path: string): Promise<{ readonly action: unknown; readonly answer: SandboxAnswer } | null> {
  try {
    const kept: unknown = JSON.parse(await readFile(path, 'utf8'))
    const get = (name: string): unknown => Reflect.get(Object(kept), name)
    const answer = get('answer')
    return answer === 'allowed' || answer === 'refused' ? { action: get('action'), answer } : null
  } catch {
    return null
  }
}

function answersFolder(realRoot: string, functionId: string): string {
  return join(userDataFolder(), folderName, createHash('sha256').update(`${realRoot}\0${functionId}`).digest('hex').slice(0, 32))
}
