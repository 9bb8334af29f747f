import type { CommandExit, ProgramRun, ThreadRun } from '../comparison/programRun.ts'
import { toOneBased } from '../position.ts'
import type { Attribution } from '../profile/attribution.ts'
import { functionEntries, lineEntries } from './runDocument.ts'
import type { FunctionEntry, LineEntry } from './runDocument.ts'

/**
 * A program's run for programs: what `heatline run --json` writes, described by `schema/program.schema.json`. Positions are
 * 1-based, files relative to the workspace, shares from 0 to 1, times in milliseconds. `selfMsPerCall` of a line is its time
 * in the whole run.
 */
export interface ProgramDocument extends HeatDocument {
  readonly schemaVersion: 1
  readonly command: readonly string[]
  readonly exit: CommandExit
  readonly startedAt: number
  readonly durationMs: number
  /** The busiest first. */
  readonly threads: readonly ThreadDocument[]
  readonly warnings: readonly string[]
}

export interface ThreadDocument extends HeatDocument, Omit<ThreadRun, 'attribution'> {
  /** Counted from 1: what `--thread` takes. */
  readonly number: number
}

interface HeatDocument {
  readonly lines: readonly LineEntry[]
  readonly functions: readonly FunctionEntry[]
  readonly stackSamples: number
  readonly garbageCollectionShare: number
  readonly unmappedShare: number
}

/** The run's document; nothing in it is rounded. */
export function programDocument({ command, exit, startedAt, durationMs, threads, attribution, warnings }: ProgramRun): ProgramDocument {
  return {
    schemaVersion: 1,
    command,
    exit,
    startedAt,
    durationMs,
    ...heatDocument(attribution),
    threads: threads.map(({ attribution: own, ...thread }, index) => ({ number: toOneBased(index), ...thread, ...heatDocument(own) })),
    warnings,
  }
}

function heatDocument(attribution: Attribution): HeatDocument {
  return {
    lines: lineEntries(attribution),
    functions: functionEntries(attribution),
    stackSamples: attribution.stackSamples,
    garbageCollectionShare: attribution.garbageCollection.share,
    unmappedShare: attribution.unmappedShare,
  }
}
