import { statSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { HeatlineError } from '../core/heatlineError.ts'
import type { ProfileRequest } from '../engine/profileFunction.ts'
import { recordTimeline } from '../engine/recordTimeline.ts'
import type { RecordingEvents } from '../engine/recordTimeline.ts'
import { exitCodeOf, exitCodes } from './exitCodeOf.ts'

/** What is said at the end, a sentence a line, and the exit code. */
export interface CpuProfileEnd {
  readonly lines: readonly string[]
  readonly exitCode: number
}

/**
 * Refuses a path before anything is measured for it.
 * @throws HeatlineError where no file can be at `path`
 */
export function checkCpuProfilePath(path: string): void {
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory() === true) throw new HeatlineError(`--cpuprofile must name a file but ${path} is a folder`)
  if (statSync(dirname(path), { throwIfNoEntry: false })?.isDirectory() !== true) throw new HeatlineError(`--cpuprofile must name a file in a folder that exists; there is no folder ${dirname(path)}`)
}

/**
 * Profiles the function again, in the order of time, and writes what came out to `path`.
 * @param knownWarnings those that the user has read already
 * @throws HeatlineError when nothing can record in the order of time here, or the file cannot be written
 */
export async function writeCpuProfile(path: string, request: ProfileRequest, knownWarnings: readonly string[], events: RecordingEvents, signal: AbortSignal): Promise<CpuProfileEnd> {
  const recording = await recordTimeline(request, events, signal)
  if (recording.kind === 'stopped') {
    return { lines: [`heatline: ${path} was not written: ${recording.message}`], exitCode: exitCodeOf(recording.outcome) }
  }
  try {
    writeFileSync(path, JSON.stringify(recording.profile))
  } catch (error) {
    throw new HeatlineError(`cannot write ${path}: ${error instanceof Error ? error.message : String(error)}`)
  }
  const calls = recording.calls === 1 ? 'one call' : `${recording.calls.toLocaleString('en-US')} calls`
  return {
    lines: [`Wrote ${path}: ${calls} in the order of time, recorded by ${recording.recorder}.`, ...recording.warnings.filter((warning) => !knownWarnings.includes(warning))],
    exitCode: exitCodes.done,
  }
}
