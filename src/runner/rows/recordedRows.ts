import { readFileSync } from 'node:fs'
import { deserialize } from 'node:v8'
import type { StoredRecording } from '../../protocol/recordingLog.ts'
import type { PreparedTarget } from '../../protocol/workloadHook.ts'
import { decodeValue } from '../recording/decodeValue.ts'

// The sandbox lets the user's code read no data of the user's: keep what reads the recording as it was.
const read = readFileSync

/** A recorded call's inputs, made again as often as they are asked for, and how it ended in the test. */
export interface RecordedRow {
  readonly make: () => readonly unknown[]
  readonly outcome: StoredRecording['rows'][number]['outcome']
}

/** The rows of a recording. Classes and functions that they need are those of the bundle. */
export function readRecordedRows(path: string, scope: PreparedTarget['scope']): readonly RecordedRow[] {
  const { file, rows } = deserialize(read(path)) as StoredRecording
  const resolve = (reference: { readonly file: string; readonly name: string }): unknown => {
    const name = reference.file === file ? reference.name : `${reference.file}#${reference.name}`
    const value = scope[name]?.()
    if (typeof value !== 'function') throw new Error(`${reference.name} of ${reference.file} is no class or function any more: record the calls again.`)
    return value
  }
  return rows.map(({ value, outcome }) => ({ make: () => decodeValue(value, resolve) as readonly unknown[], outcome }))
}
