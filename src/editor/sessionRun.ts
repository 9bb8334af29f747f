import { omit } from 'es-toolkit'
import type { Run } from '../core/comparison/run.ts'
import type { FileAnchors } from '../core/presentation/heatAnchor.ts'
import type { DocumentMark } from './editJournal.ts'

/** A run as the editor keeps it: what was measured, and what ties its lines to the text that was measured. */
export interface SessionRun {
  readonly run: Run
  /** By file, as named in the run's lines. */
  readonly anchors: Readonly<Record<string, FileAnchors>>
  /** Source lines as they were measured, by file and 0-based line. */
  readonly excerpts: Readonly<Record<string, Readonly<Record<number, string>>>>
  /** The open documents when the run began, by URI; empty for a run of an earlier session. */
  readonly marks: Readonly<Record<string, DocumentMark>>
}

/** Lines and functions kept of a run that is stored for the next session: VS Code wants its state to be small. */
const mostStored = 50
const mostCallees = 5

/** A run small enough to be stored, without evidence and what only this session understands. */
export function storable({ run: whole, anchors, excerpts }: SessionRun): SessionRun {
  const run: Run = omit(whole, ['evidence'])
  const { attribution } = run
  if (attribution === null) return { run, anchors: {}, excerpts: {}, marks: {} }
  const lines = attribution.lines.slice(0, mostStored).map((line) => ({ ...line, callees: line.callees.slice(0, mostCallees) }))
  const files = [...new Set(lines.map((line) => line.file))]
  const ofFile = <T>(byLine: Readonly<Record<number, T>>, file: string): Record<number, T> =>
    Object.fromEntries(lines.flatMap(({ file: other, line }) => {
      const value = other === file ? byLine[line] : undefined
      return value === undefined ? [] : [[line, value]]
    }))
  return {
    run: { ...run, attribution: { ...attribution, lines, functions: attribution.functions.slice(0, mostStored) } },
    anchors: Object.fromEntries(files.flatMap((file) => {
      const known = anchors[file]
      return known === undefined ? [] : [[file, { ...known, lines: ofFile(known.lines, file) }]]
    })),
    excerpts: Object.fromEntries(files.map((file) => [file, ofFile(excerpts[file] ?? {}, file)])),
    marks: {},
  }
}
