import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { HeatlineError } from '../../core/heatlineError.ts'
import { resolveReference } from '../git/resolveReference.ts'
import { sourceAt } from '../git/sourceAt.ts'
import type { ProfileRequest } from '../profileFunction.ts'
import type { ChangedSources } from './changedSources.ts'

/** A change of a user's own, and what it is a change of. */
export interface WorkingChange {
  /** The code without it. */
  readonly before: ProfileRequest
  readonly change: ChangedSources
  /** What it is compared with, for people. */
  readonly against: string
}

/**
 * What a user is working on as a change: what is unsaved against what is on the disk; where nothing is, the working tree against the last commit.
 * @param request the code as it is in the editor
 * @throws HeatlineError when there is no change, or nothing to compare it with
 */
export async function workingChange(request: ProfileRequest): Promise<WorkingChange> {
  return request.overlays.size > 0 ? await unsavedChange(request) : await uncommittedChange(request)
}

async function unsavedChange(request: ProfileRequest): Promise<WorkingChange> {
  const { file, overlays } = request
  const text = await readText(file)
  if (text === null) throw new HeatlineError(`${path.basename(file)} was never saved: there is nothing to compare it with. Save it, then change it.`)
  return { before: { ...request, text, overlays: new Map() }, change: { texts: overlays, hidden: new Set() }, against: 'what is saved' }
}

async function uncommittedChange(request: ProfileRequest): Promise<WorkingChange> {
  const { root, file, functionName, text } = request
  const head = await resolveReference(path.dirname(file), 'HEAD')
  if (head.kind === 'none') throw new HeatlineError(`Nothing is unsaved, and there is no commit to compare with. ${head.reason}`)
  const source = await sourceAt({ root, file, functionName, text, commit: head.commit, label: 'HEAD' })
  if (source.kind === 'none') throw new HeatlineError(`Nothing is unsaved, and the last commit cannot be compared with. ${source.reason}`)
  if (source.file !== file || source.functionName !== functionName) throw new HeatlineError(`\`${functionName}\` was \`${source.functionName}\` in ${path.relative(root, source.file)} at the last commit. Commit the renaming first, or compare with the baseline.`)
  const texts = new Map<string, string>()
  for (const each of [file, ...source.overlays.keys(), ...source.hidden]) {
    const now = each === file ? text : await readText(each)
    if (now !== null && now !== (each === file ? source.text : source.overlays.get(each))) texts.set(each, now)
  }
  const hidden = new Set([...source.overlays.keys()].filter((each) => !existsSync(each)))
  if (texts.size === 0 && hidden.size === 0) throw new HeatlineError('There is no change to try: nothing is unsaved, and the code is as it is in the last commit.')
  return { before: { ...request, text: source.text, overlays: source.overlays, hidden: source.hidden }, change: { texts, hidden }, against: 'the last commit' }
}

/** As an editor would show it; null where there is none. */
async function readText(file: string): Promise<string | null> {
  return (await readFile(file, 'utf8').catch(() => null))?.replace(/^\uFEFF/, '') ?? null
}
