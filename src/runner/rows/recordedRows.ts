import { readFileSync } from 'node:fs'
import { deserialize } from 'node:v8'
import type { StoredRecording } from '../../protocol/recordingLog.ts'
import type { PreparedTarget } from '../../protocol/workloadHook.ts'
import { decodeValue } from '../recording/decodeValue.ts'

/** A recorded call's inputs, made again as often as they are asked for, and how it ended in the test. */
export interface RecordedRow {
  readonly make: () => readonly unknown[]
  readonly outcome: StoredRecording['rows'][number]['outcome']
}

let bytes: Buffer | null = null

/** Reads a recording, before the sandbox is closed: it lets nobody read the user's data. */
export function readRecording(path: string): void {
  bytes = readFileSync(path)
}

/** The rows of the recording that was read. Classes and functions that they need are those of the bundle. */
export function recordedRows(scope: PreparedTarget['scope']): readonly RecordedRow[] {
  if (bytes === null) throw new Error('Internal error: no recording was read')
  const { file, rows } = deserialize(bytes) as StoredRecording
  const resolve = (reference: { readonly file: string; readonly name: string }): unknown => {
    const name = reference.file === file ? reference.name : `${reference.file}#${reference.name}`
    const value = scope[name]?.()
    if (typeof value !== 'function') throw new Error(`${reference.name} of ${reference.file} is no class or function any more: record the calls again.`)
    return value
  }
  return rows.map(({ value, outcome }) => ({ make: () => decodeValue(value, resolve) as readonly unknown[], outcome }))
}
