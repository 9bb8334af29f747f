import path from 'node:path'
import { applyPatch, parsePatch, reversePatch } from 'diff'
import type { StructuredPatch } from 'diff'
import { HeatlineError } from '../../core/heatlineError.ts'
import { PatchedTexts } from './patchedTexts.ts'
import { tidyDiff } from './tidyDiff.ts'

/** A file that a patch changes. Absolute. */
export interface PatchedFile {
  readonly file: string
  /** Null for a new one. */
  readonly before: string | null
  /** Null for one that it removes. */
  readonly after: string | null
}

/** What a patch does. */
export interface ReadPatch {
  readonly files: readonly PatchedFile[]
  /** The files on the disk have it in them already, as where it is a diff of the working tree: `before` is what they were. */
  readonly isApplied: boolean
}

/** What tools put before a path, the likeliest first: git its letters, unless it was told not to; others the folder that was compared. */
const prefixes = [/^[abciwo12]\//u, /^(?!)/u, /^[^/]+\//u]

/**
 * Applies a unified diff, or a series of them, to what is on the disk, in memory; takes it back in memory where it is in there already.
 * @param folders what its paths may be relative to, absolute: the first that has all files that it changes. The last holds the others, and nothing outside of it is changed
 * @throws HeatlineError when it is no diff, names what is not there, or does not apply: with the hunk
 */
export function readPatch(text: string, folders: readonly string[]): ReadPatch {
  if (text.trim() === '') throw new HeatlineError('the patch is empty. git diff shows nothing of what is staged or committed: git diff HEAD does, and git show')
  const patches = parse(text).filter(({ hunks, isRename, isCopy, isDelete, isCreate, isBinary }) => isBinary !== true && (hunks.length > 0 || isRename || isCopy || isDelete || isCreate))
  if (patches.length === 0) throw new HeatlineError('the patch changes no text: it must be a unified diff, as git diff writes it')
  const forward = attempt(patches, folders)
  if (!(forward instanceof HeatlineError)) return { files: forward, isApplied: false }
  const back = attempt(patches.map((patch) => reversePatch(patch)).toReversed(), folders)
  if (back instanceof HeatlineError) throw forward
  return { files: back.map(({ file, before, after }) => ({ file, before: after, after: before })), isApplied: true }
}

function attempt(patches: readonly StructuredPatch[], folders: readonly string[]): readonly PatchedFile[] | HeatlineError {
  const problems: HeatlineError[] = []
  for (const folder of folders) {
    const texts = new PatchedTexts()
    try {
      for (const patch of patches) change(patch, folder, folders, texts)
      return texts.changed()
    } catch (error) {
      if (!(error instanceof HeatlineError)) throw error
      problems.push(error)
    }
  }
  // What does not apply tells more than what is not there.
  return problems.find((each) => !(each instanceof MissingFile)) ?? problems[0] ?? new MissingFile('', folders)
}

class MissingFile extends HeatlineError {
  constructor(name: string, folders: readonly string[]) {
    super(`the patch changes ${name}, which is not there: its paths must be relative to ${folders.join(' or ')}`)
  }
}

function parse(text: string): readonly StructuredPatch[] {
  try {
    return parsePatch(tidyDiff(text))
  } catch (error) {
    throw new HeatlineError(`the patch cannot be read: ${error instanceof Error ? error.message : String(error)}. It must be a unified diff, as git diff writes it`)
  }
}

function change(patch: StructuredPatch, folder: string, folders: readonly string[], texts: PatchedTexts): void {
  const old = isNothing(patch.oldFileName) || patch.isCreate === true ? null : patch.oldFileName ?? ''
  const later = isNothing(patch.newFileName) || patch.isDelete === true ? null : patch.newFileName ?? ''
  const isMoved = patch.isRename === true || patch.isCopy === true
  // Where two files were compared it is the one that is there that is changed.
  const present = old === null ? null : presentFile(isMoved || later === null ? [old] : [old, later], folder, texts)
  if (old !== null && present === null) throw new MissingFile(old.replace(prefixes[0] ?? '', ''), folders)
  const to = later === null ? null : present !== null && !isMoved ? present.file : path.resolve(folder, later.replace(present?.prefix ?? prefixes[0] ?? '', ''))
  const shown = path.relative(folder, to ?? present?.file ?? folder).split(path.sep).join('/')
  for (const file of [present?.file, to]) if (typeof file === 'string' && !isInside(file, folders.at(-1) ?? folder)) throw new HeatlineError(`the patch changes ${shown}, which is outside of ${folders.at(-1) ?? folder}`)
  if (present === null && to !== null && texts.textOf(to) !== null) throw new HeatlineError(`the patch adds ${shown}, which is there already`)
  const after = to === null ? null : applied(patch, present?.text ?? '', shown)
  if (present !== null && to !== present.file && patch.isCopy !== true) texts.change(present.file, null)
  if (to !== null) texts.change(to, after)
}

/** The first of some names that is there, with what is a prefix in it. */
function presentFile(names: readonly string[], folder: string, texts: PatchedTexts): { readonly file: string; readonly text: string; readonly prefix: RegExp } | null {
  for (const prefix of prefixes) {
    for (const name of names) {
      const file = path.resolve(folder, name.replace(prefix, ''))
      const text = texts.textOf(file)
      if (text !== null) return { file, text, prefix }
    }
  }
  return null
}

function applied(patch: StructuredPatch, text: string, shown: string): string {
  const after = applyPatch(text, patch)
  if (after !== false) return after
  const { hunks } = patch
  const index = hunks.findIndex((_, at) => applyPatch(text, { ...patch, hunks: hunks.slice(0, at + 1) }) === false)
  const hunk = hunks[index] ?? hunks[0]
  const header = hunk === undefined ? '' : ` (@@ -${hunk.oldStart},${hunk.oldLines} +${hunk.newStart},${hunk.newLines} @@)`
  throw new HeatlineError(`hunk ${index + 1} of ${hunks.length} does not apply to ${shown}${header}: the lines that it changes are not there. Was the file changed since the patch was made?`)
}

function isInside(file: string, folder: string): boolean {
  const relative = path.relative(folder, file)
  return !relative.startsWith('..') && !path.isAbsolute(relative)
}

function isNothing(name: string | undefined): boolean {
  return name === undefined || name === '/dev/null'
}
