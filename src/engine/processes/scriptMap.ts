import { readFileSync } from 'node:fs'
import { dirname, isAbsolute, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { TraceMap, decodedMappings, traceSegment } from '@jridgewell/trace-mapping'
import type { SourcePlace } from '../../core/profile/generatedPosition.ts'

/** A script's way back to what the user wrote. Lines and columns are 0-based. */
export interface ScriptMap {
  /** The place that a place of the script was made from; null for what has none. */
  placeOf(line: number, column: number): SourcePlace | null
  /** The places that a line of the script was made from, in its order. */
  placesOn(line: number): readonly SourcePlace[]
  /** The text that the map carries of a source, where it does. */
  textOf(file: string): string | null
}

/**
 * The source map that a script names, in itself or beside it; null where it names none, or one that cannot be read.
 * @param text as V8 runs it
 * @param path of the script, absolute
 */
export function readScriptMap(text: string, path: string): ScriptMap | null {
  const url = lastMapUrl(text)
  if (url === null) return null
  const json = readMap(url, path)
  if (json === null) return null
  let map: TraceMap
  try {
    map = new TraceMap(json.text)
  } catch {
    return null
  }
  const files = map.sources.map((source) => sourceFile(source, json.folder))
  const toPlace = (source: number | undefined, line: number | undefined, column: number | undefined): SourcePlace | null => {
    const file = source === undefined ? null : files[source] ?? null
    return file === null || line === undefined || column === undefined ? null : { file, line, column }
  }
  return {
    placeOf(line, column) {
      const segment = line < 0 ? null : traceSegment(map, line, Math.max(column, 0))
      return segment === null ? null : toPlace(segment[1], segment[2], segment[3])
    },
    placesOn: (line) => (decodedMappings(map)[line] ?? []).flatMap((segment) => toPlace(segment[1], segment[2], segment[3]) ?? []),
    textOf(file) {
      const index = files.indexOf(file)
      return index === -1 ? null : map.sourcesContent?.[index] ?? null
    },
  }
}

/** The comment counts that stands last, as for V8. */
function lastMapUrl(text: string): string | null {
  const at = Math.max(text.lastIndexOf('//# sourceMappingURL='), text.lastIndexOf('//@ sourceMappingURL='))
  if (at === -1) return null
  return /^\/\/[#@] sourceMappingURL=(\S+)/.exec(text.slice(at))?.[1] ?? null
}

function readMap(url: string, path: string): { readonly text: string; readonly folder: string } | null {
  const inline = /^data:application\/json[^,]*?(;base64)?,/.exec(url)
  try {
    if (inline !== null) {
      const data = url.slice(inline[0].length)
      return { text: inline[1] === undefined ? decodeURIComponent(data) : Buffer.from(data, 'base64').toString('utf8'), folder: dirname(path) }
    }
    const file = url.startsWith('file://') ? fileURLToPath(url) : resolve(dirname(path), decodeURIComponent(url))
    return { text: readFileSync(file, 'utf8'), folder: dirname(file) }
  } catch {
    // A package that ships without its maps, for one.
    return null
  }
}

/** A source as an absolute path; null for what is no file (`webpack://...`). */
function sourceFile(source: string | null, folder: string): string | null {
  if (source === null || source === '') return null
  if (source.startsWith('file://')) return fileURLToPath(source)
  if (/^[a-z][a-z+.-]+:/i.test(source) && !isAbsolute(source)) return null
  return resolve(folder, source)
}
