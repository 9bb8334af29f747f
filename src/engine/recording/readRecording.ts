import { readFile, readdir } from 'node:fs/promises'
import path from 'node:path'
import { deserialize } from 'node:v8'
import type { RecordedOutcome, RecordedValue, RecordingEntry } from '../../protocol/recordingLog.ts'
import type { RecordedCall, Recording, Unkept } from './recording.ts'
import { needsNothing } from './selfContained.ts'

/** What the logs of a test run say. */
export interface ReadRecording extends Pick<Recording, 'calls' | 'rows' | 'unkept'> {
  /** Some process loaded the function's module with the function wrapped. */
  readonly wasLoaded: boolean
  /** Why the function could not be wrapped, a sentence; null where it was, or its module never was loaded. */
  readonly problem: string | null
}

/** A call of a process's log. */
interface LoggedCall {
  readonly index: number
  readonly value: RecordedValue | null
  readonly reason: string | null
  readonly redacted: boolean
  outcome: RecordedOutcome | null
  ms: number | null
}

interface ProcessLog {
  readonly calls: number
  readonly kept: readonly LoggedCall[]
}

/** Reads what the processes of a test run wrote, and joins it so that each of all calls has the same chance to be in it. */
export async function readRecording(logFolder: string): Promise<ReadRecording> {
  const logs: ProcessLog[] = []
  let wasLoaded = false
  let problem: string | null = null
  for (const name of (await readdir(logFolder)).toSorted()) {
    if (!name.endsWith('.log')) continue
    const kept = new Map<number, LoggedCall>()
    let calls = 0
    for (const entry of entriesOf(await readFile(path.join(logFolder, name)))) {
      if (entry.kind === 'call') kept.set(entry.id, { index: entry.index, value: entry.value, reason: entry.reason, redacted: entry.redacted, outcome: null, ms: null })
      else if (entry.kind === 'drop') kept.delete(entry.id)
      else if (entry.kind === 'count') calls = entry.calls
      else if (entry.kind === 'instrumented') wasLoaded = true
      else if (entry.kind === 'problem') problem ??= entry.message
      else Object.assign(kept.get(entry.id) ?? {}, { outcome: entry.outcome, ms: entry.ms })
    }
    const ordered = [...kept.values()].toSorted((a, b) => a.index - b.index)
    if (ordered.length > 0) logs.push({ calls: Math.max(calls, (ordered.at(-1)?.index ?? 0) + 1), kept: ordered })
  }
  return { ...sort(evenly(logs)), calls: logs.reduce((sum, log) => sum + log.calls, 0), wasLoaded, problem }
}

/** The kept calls of several processes in the shares that all calls have. */
function evenly(logs: readonly ProcessLog[]): readonly LoggedCall[] {
  const share = Math.min(...logs.map(({ calls, kept }) => kept.length / calls))
  return logs.flatMap(({ calls, kept }) => {
    const wanted = Math.min(kept.length, Math.max(1, Math.round(share * calls)))
    return Array.from({ length: wanted }, (_, index) => kept[Math.floor((index * kept.length) / wanted)]).filter((call) => call !== undefined)
  })
}

function sort(calls: readonly LoggedCall[]): Pick<Recording, 'rows' | 'unkept'> {
  const rows: RecordedCall[] = []
  const reasons = new Map<string, number>()
  for (const { value, reason, outcome, ms, redacted } of calls) {
    const obstacle = value === null ? reason ?? 'an unknown reason' : obstacleIn(value)
    if (value !== null && obstacle === null) rows.push({ value, outcome, ms, redacted })
    else if (obstacle !== null) reasons.set(obstacle, (reasons.get(obstacle) ?? 0) + 1)
  }
  const unkept = [...reasons].map(([reason, count]): Unkept => ({ reason, calls: count })).toSorted((a, b) => b.calls - a.calls)
  return { rows, unkept }
}

/** A function that uses what stands around it in its module cannot be made again from its text. */
function obstacleIn(value: RecordedValue): string | null {
  const texts = new Set(value.shapes.flatMap(({ kind }, index) => (kind === 'functionText' ? [index] : [])))
  const bound = texts.size === 0 ? undefined : value.nodes.find(([shape, payload]) => texts.has(shape) && !needsNothing(String(payload)))
  return bound === undefined ? null : 'a function that uses what stands around it'
}

/** The entries of a log; a process that was killed may have left half a one. */
function entriesOf(log: Buffer): readonly RecordingEntry[] {
  const entries: RecordingEntry[] = []
  for (let at = 0; at + 4 <= log.length;) {
    const length = log.readUInt32LE(at)
    if (at + 4 + length > log.length) break
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- written by our own recorder
    entries.push(deserialize(log.subarray(at + 4, at + 4 + length)) as RecordingEntry)
    at += 4 + length
  }
  return entries
}
