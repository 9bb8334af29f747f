import { existsSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import { applyPatch, parsePatch, reversePatch } from 'diff'
import type { StructuredPatch } from 'diff'
import { HeatlineError } from '../../core/heatlineError.ts'

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

/**
 * Applies a unified diff to what is on the disk, in memory; takes it back in memory where it is in there already.
 * @param folders what its paths may be relative to, absolute: the first that has all files that it changes
 * @throws HeatlineError when it is no diff, names what is not there, or does not apply: with the hunk
 */
export function readPatch(text: string, folders: readonly string[]): ReadPatch {
  const patches = parse(text).filter(({ hunks, isRename, isCopy, isDelete, isCreate, isBinary }) => isBinary !== true && (hunks.length > 0 || isRename || isCopy || isDelete || isCreate))
  if (patches.length === 0) throw new HeatlineError('the patch changes no text: it must be a unified diff, as git diff writes it')
  const forward = attempt(patches, folders)
  if (!(forward instanceof HeatlineError)) return { files: forward, isApplied: false }
  const back = attempt(patches.map((patch) => reversePatch(patch)), folders)
  if (back instanceof HeatlineError) throw forward
  return { files: back.map(({ file, before, after }) => ({ file, before: after, after: before })), isApplied: true }
}

function attempt(patches: readonly StructuredPatch[], folders: readonly string[]): readonly PatchedFile[] | HeatlineError {
  try {
    const { folder, nameOf } = placesOf(patches, folders)
    return patches.flatMap((patch) => patched(patch, (name) => path.join(folder, ...nameOf(name).split('/'))))
  } catch (error) {
    if (error instanceof HeatlineError) return error
    throw error
  }
}

function parse(text: string): readonly StructuredPatch[] {
  try {
    return parsePatch(text)
  } catch (error) {
    throw new HeatlineError(`the patch cannot be read: ${error instanceof Error ? error.message : String(error)}. It must be a unified diff, as git diff writes it`)
  }
}

/** Where the files are, and what of their names is the path: git puts `a/` and `b/` before it, unless it was told not to. */
function placesOf(patches: readonly StructuredPatch[], folders: readonly string[]): { readonly folder: string; readonly nameOf: (name: string) => string } {
  const old = patches.flatMap(({ oldFileName }) => (isNothing(oldFileName) ? [] : [oldFileName ?? '']))
  for (const nameOf of [withoutPrefix, (name: string) => name]) {
    const folder = folders.find((each) => old.every((name) => isFile(path.join(each, nameOf(name)))))
    if (folder !== undefined) return { folder, nameOf }
  }
  const missing = old.map(withoutPrefix).find((name) => !folders.some((folder) => isFile(path.join(folder, name)))) ?? ''
  throw new HeatlineError(`the patch changes ${missing === '' ? 'files of several folders' : `${missing}, which is not there`}: its paths must be relative to ${folders.join(' or ')}`)
}

function patched(patch: StructuredPatch, fileOf: (name: string) => string): readonly PatchedFile[] {
  const { oldFileName, newFileName, isRename, isDelete } = patch
  const from = isNothing(oldFileName) || patch.isCreate ? null : fileOf(oldFileName ?? '')
  const to = isNothing(newFileName) || isDelete ? null : fileOf(newFileName ?? '')
  const before = from === null ? null : readText(from)
  if (to === null) return from === null ? [] : [{ file: from, before, after: null }]
  if (from === null && existsSync(to)) throw new HeatlineError(`the patch adds ${withoutPrefix(newFileName)}, which is there already`)
  const after = applied(patch, before ?? '', withoutPrefix(newFileName))
  if (from === to || from === null) return [{ file: to, before, after }]
  return [...(isRename ? [{ file: from, before, after: null }] : []), { file: to, before: null, after }]
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

/** As an editor would show it: without a byte order mark. */
function readText(file: string): string {
  return readFileSync(file, 'utf8').replace(/^\uFEFF/, '')
}

function isFile(file: string): boolean {
  return statSync(file, { throwIfNoEntry: false })?.isFile() === true
}

function isNothing(name: string | undefined): boolean {
  return name === undefined || name === '/dev/null'
}

function withoutPrefix(name = ''): string {
  return name.replace(/^[ab]\//u, '')
}
