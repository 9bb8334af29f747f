import { randomUUID } from 'node:crypto'
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { HeatlineError } from '../core/heatlineError.ts'

/** A JSON file of `.heatline`, which people read, mend and commit. */
export interface WorkspaceFile<Content extends object> {
  /** In `.heatline`. */
  readonly name: string
  /** The version of its format that this Heatline writes, and the newest it reads. */
  readonly version: number
  /** What it holds where it is not there; also shows people what it looks like. */
  readonly empty: Content
  /** What deleting it does, to follow "delete it": `to have the calls asked again`. */
  readonly deleting: string
  /** What is wrong with the content, to follow the file's name, without a full stop; null when nothing is. */
  readonly problemWith: (content: Readonly<Record<string, unknown>>) => string | null
}

/** Whether something is kept from now on; `reason` is a sentence for people. */
export type Kept = { readonly kept: true } | { readonly kept: false; readonly reason: string }

/**
 * What a file of a workspace's `.heatline` holds, fields that are not known included.
 * @throws HeatlineError when it cannot be read, is broken, or was written by a newer Heatline
 */
export function readWorkspaceFile<Content extends object>(root: string, kind: WorkspaceFile<Content>): Content {
  const file = placeOf(root, kind)
  const mend = `Mend it, or delete it ${kind.deleting}.`
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch (error) {
    if (isMissing(error)) return kind.empty
    throw new HeatlineError(`${file} cannot be read: ${messageOf(error)}.`)
  }
  let content: unknown
  try {
    content = JSON.parse(text.replace(/^\uFEFF/, ''))
  } catch (error) {
    throw new HeatlineError(`${file} does not parse: ${messageOf(error)}. ${mend}`)
  }
  if (!isRecord(content)) throw new HeatlineError(`${file} must hold an object like ${JSON.stringify({ version: kind.version, ...kind.empty })}. ${mend}`)
  const { version } = content
  if (typeof version === 'number' && version > kind.version) {
    throw new HeatlineError(`${file} was written by a newer Heatline: its version is ${version}, this one knows ${kind.version}. Update Heatline.`)
  }
  const problem = version === kind.version ? kind.problemWith(content) : `must have "version": ${kind.version}, but has ${shown(version)}`
  if (problem !== null) throw new HeatlineError(`${file} ${problem}. ${mend}`)
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- `problemWith` has just looked at every part.
  return { ...kind.empty, ...content as Content }
}

/**
 * Changes fields of such a file and leaves the others as they are. A folder that cannot be written to is no error: the work goes on, and
 * `reason` says what is not kept. Without a pause between reading and writing, so that of two changes in one process none is lost.
 * @param what it is, to begin a sentence: `The choice`
 * @throws HeatlineError when the file there is broken or newer: it is left as it is
 */
export function changeWorkspaceFile<Content extends object>(root: string, kind: WorkspaceFile<Content>, what: string, edit: (content: Content) => { readonly [Field in keyof Content]?: Content[Field] | undefined }): Kept {
  const before = readWorkspaceFile(root, kind)
  const text = JSON.stringify({ version: kind.version, ...before, ...edit(before) }, null, 2)
  // What a field's `undefined` takes away is gone in the text.
  if (isDeepStrictEqual(JSON.parse(text), { version: kind.version, ...before })) return { kept: true }
  const file = placeOf(root, kind)
  try {
    replaceFile(file, `${text}\n`)
    return { kept: true }
  } catch (error) {
    return { kept: false, reason: `${what} is not remembered: ${file} cannot be written (${messageOf(error)}).` }
  }
}

/** By key, so that two people's additions rarely meet on one line. */
export function sorted<Value>(values: Readonly<Record<string, Value>>): Record<string, Value> {
  return Object.fromEntries(Object.entries(values).toSorted(([a], [b]) => (a < b ? -1 : 1)))
}

export function without<Value>(values: Readonly<Record<string, Value>>, key: string): Readonly<Record<string, Value>> {
  return Object.fromEntries(Object.entries(values).filter(([name]) => name !== key))
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** A value of such a file in a message. */
export function shown(value: unknown): string {
  return JSON.stringify(value) ?? 'none'
}

function placeOf(root: string, { name }: { readonly name: string }): string {
  return join(root, '.heatline', name)
}

/** Writes beside the file and renames, so that nobody ever reads half of it. */
function replaceFile(file: string, text: string): void {
  mkdirSync(join(file, '..'), { recursive: true })
  const written = `${file}.${randomUUID()}.tmp`
  try {
    writeFileSync(written, text, { flag: 'wx' })
    renameSync(written, file)
  } catch (error) {
    rmSync(written, { force: true })
    throw error
  }
}

function isMissing(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? error.code : null
  return code === 'ENOENT' || code === 'ENOTDIR'
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
