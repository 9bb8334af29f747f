import { randomUUID } from 'node:crypto'
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { HeatlineError } from '../../core/heatlineError.ts'
import { rungNames } from '../../core/workloads/rungName.ts'
import type { RungName } from '../../core/workloads/rungName.ts'

/** The version of the file's format that this Heatline writes, and the newest it reads. */
const formatVersion = 1

/** Where a workspace's calls are remembered. Absolute. */
function rememberedCallsFile(root: string): string {
  return join(root, '.heatline', 'workloads.json')
}

/**
 * The calls that a workspace remembers, by function id (`src/cart.ts#Cart.total`); empty when there is no file.
 * @throws HeatlineError when the file cannot be read, is broken, or was written by a newer Heatline
 */
export function readRememberedCalls(root: string): ReadonlyMap<string, string> {
  return new Map(Object.entries(readFile(rememberedCallsFile(root)).calls))
}

/** Whether a call is remembered from now on; `reason` is a sentence for people. */
export type Remembered = { readonly kept: true } | { readonly kept: false; readonly reason: string }

/**
 * Remembers a function's call in the workspace, in place of the one before. A folder that cannot be written to is no
 * error: the run goes on, and `reason` says why it will be asked again. Without a pause between reading and writing,
 * so that of two calls in one process none is lost.
 * @throws HeatlineError when the file there is broken or newer: it is left as it is
 */
export function rememberCall(root: string, functionId: string, expression: string): Remembered {
  return change(root, ({ calls, inputs }) => ({ calls: { ...calls, [functionId]: expression }, inputs: without(inputs, functionId) }))
}

/**
 * The kinds of inputs that the user chose, by function id: each is taken before a call that is remembered too.
 * @throws HeatlineError as `readRememberedCalls` does
 */
export function readChosenRungs(root: string): ReadonlyMap<string, RungName> {
  return new Map(Object.entries(readFile(rememberedCallsFile(root)).inputs))
}

/**
 * Remembers which inputs the user chose for a function; null forgets the choice, and the best there are are taken.
 * @throws HeatlineError when the file there is broken or newer: it is left as it is
 */
export function rememberRung(root: string, functionId: string, rung: RungName | null): Remembered {
  return change(root, ({ calls, inputs }) => ({ calls, inputs: rung === null ? without(inputs, functionId) : { ...inputs, [functionId]: rung } }))
}

function change(root: string, edit: (content: WorkloadsFile) => Pick<WorkloadsFile, 'calls' | 'inputs'>): Remembered {
  const file = rememberedCallsFile(root)
  const before = readFile(file)
  const { calls, inputs } = edit(before)
  if (isDeepStrictEqual({ calls, inputs }, { calls: before.calls, inputs: before.inputs })) return { kept: true }
  const content = { ...before, version: formatVersion, calls: sorted(calls), inputs: Object.keys(inputs).length > 0 ? sorted(inputs) : undefined }
  try {
    replaceFile(file, `${JSON.stringify(content, null, 2)}\n`)
    return { kept: true }
  } catch (error) {
    return { kept: false, reason: `The choice is not remembered: ${file} cannot be written (${messageOf(error)}).` }
  }
}

function sorted<Value>(values: Readonly<Record<string, Value>>): Record<string, Value> {
  return Object.fromEntries(Object.entries(values).toSorted(([a], [b]) => (a < b ? -1 : 1)))
}

function without<Value>(values: Readonly<Record<string, Value>>, key: string): Readonly<Record<string, Value>> {
  return Object.fromEntries(Object.entries(values).filter(([name]) => name !== key))
}

interface WorkloadsFile {
  readonly version: number
  readonly calls: Readonly<Record<string, string>>
  readonly inputs: Readonly<Record<string, RungName>>
}

function readFile(file: string): WorkloadsFile {
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch (error) {
    if (isMissing(error)) return { version: formatVersion, calls: {}, inputs: {} }
    throw new HeatlineError(`${file} cannot be read: ${messageOf(error)}.`)
  }
  let content: unknown
  try {
    content = JSON.parse(text.replace(/^\uFEFF/, ''))
  } catch (error) {
    throw new HeatlineError(`${file} does not parse: ${messageOf(error)}. Mend it, or delete it to have the calls asked again.`)
  }
  const problem = problemWith(content)
  if (problem !== null) throw new HeatlineError(`${file} ${problem}`)
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- `problemWith` has just looked at every part.
  return { ...content as WorkloadsFile, inputs: (content as Partial<WorkloadsFile>).inputs ?? {} }
}

/** What is wrong with the file's content, to follow its name; null when nothing is. */
function problemWith(content: unknown): string | null {
  const mend = 'Mend it, or delete it to have the calls asked again.'
  if (!isRecord(content)) return `must hold an object like { "version": 1, "calls": {} }. ${mend}`
  const { version, calls } = content
  if (typeof version === 'number' && version > formatVersion) {
    return `was written by a newer Heatline: its version is ${version}, this one knows ${formatVersion}. Update Heatline.`
  }
  if (version !== formatVersion) return `must have "version": ${formatVersion}, but has ${JSON.stringify(version) ?? 'none'}. ${mend}`
  if (!isRecord(calls)) return `must have an object "calls", but has ${JSON.stringify(calls) ?? 'none'}. ${mend}`
  const wrong = Object.entries(calls).find(([, call]) => typeof call !== 'string')
  if (wrong !== undefined) return `must have a text for "${wrong[0]}", but has ${JSON.stringify(wrong[1])}. ${mend}`
  const { inputs } = content
  if (inputs !== undefined && !isRecord(inputs)) return `must have an object "inputs", but has ${JSON.stringify(inputs)}. ${mend}`
  const strange = Object.entries(inputs ?? {}).find(([, rung]) => !rungNames.some((each) => each === rung))
  return strange === undefined ? null : `must have one of ${rungNames.join(', ')} for "${strange[0]}" in "inputs", but has ${JSON.stringify(strange[1])}. ${mend}`
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
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
