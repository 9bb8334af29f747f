import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { SourcePlace } from '../../core/profile/generatedPosition.ts'
import type { LinesOfFunction } from '../../core/profile/nameInlined.ts'
import { pathOf, readSpecial } from '../../core/profile/scripts.ts'
import type { PositionReader } from '../../core/profile/scripts.ts'
import { functionExtents } from '../../core/source/functionExtents.ts'
import type { ScriptFunctions } from '../../core/source/functionExtents.ts'
import type { RecordedScript } from '../../protocol/processRecording.ts'
import { readScriptMap } from './scriptMap.ts'
import type { ScriptMap } from './scriptMap.ts'

/** Generators put an expression of some lines on one, which stands for its first; a line made from more is code put on one line. */
const mostJoined = 4

/** Where the scripts of a thread stand in the user's sources. */
export interface ScriptPlaces extends PositionReader {
  readonly linesOf: LinesOfFunction
  /** The text of a source that is on no disk; null where nothing carries it. */
  textOf(file: string): string | null
  /** Files whose code was put on one line, so that nothing tells their lines apart: `tsx` does so. */
  readonly joinedFiles: ReadonlySet<string>
}

interface Script {
  readonly path: string | null
  readonly functions: () => ScriptFunctions | null
  readonly map: ScriptMap | null
  /** What runs has other lines than the file of its name, and no map tells which. */
  readonly isForeign: boolean
}

/**
 * @param folder the recordings'
 * @param ownFolder Heatline's `dist/`: its own code in the process is not the program's
 */
export function scriptPlaces(recorded: readonly RecordedScript[], folder: string, ownFolder: string): ScriptPlaces {
  const textFiles = new Map(recorded.map(({ url, textFile }) => [url, textFile]))
  const scripts = new Map<string, Script>()
  const joinedFiles = new Set<string>()
  const maps: ScriptMap[] = []

  return {
    joinedFiles,
    isBundle: () => false,
    textOf: (file) => maps.reduce<string | null>((found, map) => found ?? map.textOf(file), null),
    linesOf: (url, line, column) => scriptOf(url).functions()?.at(line, column) ?? null,
    read(url, functionName, line, column) {
      if (url === '') return readSpecial(functionName)
      const { path, map, isForeign } = scriptOf(url)
      if (path === null) return { kind: 'internal', script: url, line }
      if (path.startsWith(ownFolder)) return { kind: 'harness' }
      if (line < 0 || isForeign) return { kind: 'unmapped' }
      if (map === null) return { kind: 'source', file: path, line }
      const place = column === undefined ? placeOfLine(map, line) : map.placeOf(line, column)
      if (place === null) return { kind: 'unmapped' }
      // A package may ship its maps without its sources: then what runs is what can be looked at.
      return isThere(place.file) ? { kind: 'source', file: place.file, line: place.line } : { kind: 'source', file: path, line }
    },
  }

  /** Ticks know their line and no column. */
  function placeOfLine(map: ScriptMap, line: number): SourcePlace | null {
    const places = map.placesOn(line)
    const [first] = places
    if (first === undefined) return map.placeOf(line - 1, Infinity)
    if (new Set(places.map((place) => place.line)).size <= mostJoined) return first
    joinedFiles.add(first.file)
    return null
  }

  function scriptOf(url: string): Script {
    const known = scripts.get(url)
    if (known !== undefined) return known
    const path = pathOf(url)
    const text = textOfScript(url)
    const map = text === null || path === null ? null : readScriptMap(text, path)
    if (map !== null) maps.push(map)
    let functions: ScriptFunctions | null | undefined
    const script: Script = {
      path,
      map,
      functions: () => (functions ??= text === null ? null : functionExtents(text)),
      isForeign: map === null && path !== null && text !== null && hasOtherLines(text, path),
    }
    scripts.set(url, script)
    return script
  }

  function textOfScript(url: string): string | null {
    const textFile = textFiles.get(url)
    return textFile === undefined ? null : read(join(folder, textFile))
  }
}

const there = new Map<string, boolean>()

function isThere(file: string): boolean {
  const known = there.get(file) ?? existsSync(file)
  there.set(file, known)
  return known
}

/** Whether a script's lines are not those of the file of its name. */
function hasOtherLines(text: string, path: string): boolean {
  const onDisk = read(path)
  if (onDisk === null) return true
  if (onDisk === text) return false
  const lines = onDisk.split('\n')
  const code = text.split('\n').map((line, index) => ({ line: line.trimEnd(), onDisk: lines[index] ?? '' })).filter(({ line }) => line.trim() !== '')
  const kept = code.filter((each) => keepsColumns(each.line, each.onDisk)).length
  return kept < code.length * keptLines
}

/** Of the lines, beside what a loader puts before and after them. */
const keptLines = 0.8

/** Node's type stripping puts blanks in the place of types: what is left stands where it stood. */
function keepsColumns(line: string, onDisk: string): boolean {
  for (let column = 0; column < line.length; column++) if (line[column] !== ' ' && line[column] !== onDisk[column]) return false
  return true
}

function read(file: string): string | null {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return null
  }
}

