import path from 'node:path'
import { TraceMap, decodedMappings, traceSegment } from '@jridgewell/trace-mapping'
import { harnessLineOffset } from '../../core/profile/generatedPosition.ts'
import type { GeneratedPosition, SourcePlace } from '../../core/profile/generatedPosition.ts'

/** esbuild's source map and what was done to its output since. */
export interface BundleMap {
  /** The source map as esbuild wrote it: JSON, its sources relative to `directory`. */
  readonly json: () => string
  readonly directory: string
  /** 0-based line of the bundle on which esbuild's output begins. */
  readonly firstLine: number
  /** The entry's real path, and its 0-based line on which Heatline's code begins. */
  readonly entryFile: string
  readonly harnessLine: number
  /** A real path as the editor names it. */
  readonly shown: (real: string) => string
}

/** Where positions of the bundle come from. The map is decoded when the first one is asked for. */
export interface BundlePositions {
  /** What a 0-based line stands for. */
  readonly lineOf: (generatedLine: number) => GeneratedPosition
  /** Where the code at a 0-based line and column stands, to the column; null where it is not the user's. */
  readonly placeOf: (generatedLine: number, generatedColumn: number) => SourcePlace | null
}

/**
 * Looks up positions of the bundle.
 *
 * The bundle is written with one expression or so per line, and a line stands for its *last* mapping: V8 puts the ticks
 * of a call on the line of the call's name, and what follows on that line is of the same source line or begins the
 * next.
 */
export function bundlePositions(bundle: BundleMap): BundlePositions {
  let decoded: BundlePositions | null = null
  const positions = (): BundlePositions => (decoded ??= decode(bundle))
  return {
    lineOf: (line) => (line < harnessLineOffset ? { kind: 'outside' } : positions().lineOf(line - bundle.firstLine)),
    placeOf: (line, column) => (line < harnessLineOffset ? null : positions().placeOf(line - bundle.firstLine, column)),
  }
}

function decode(bundle: BundleMap): BundlePositions {
  const map = new TraceMap(bundle.json())
  const lines = decodedMappings(map)
  const files = map.sources.map((source) => sourceFile(source, bundle.directory))
  return {
    lineOf(line) {
      const segment = lines[line]?.at(-1)
      const file = segment?.[1] === undefined ? null : files[segment[1]] ?? null
      if (file === null || segment?.[2] === undefined) return { kind: 'unmapped' }
      if (file === bundle.entryFile && segment[2] >= bundle.harnessLine) return { kind: 'harness' }
      return { kind: 'source', file: bundle.shown(file), line: segment[2] }
    },
    placeOf(line, column) {
      const segment = line < 0 ? null : traceSegment(map, line, column)
      const file = segment?.[1] === undefined ? null : files[segment[1]] ?? null
      if (file === null || segment?.[2] === undefined || segment[3] === undefined) return null
      if (file === bundle.entryFile && segment[2] >= bundle.harnessLine) return null
      return { file: bundle.shown(file), line: segment[2], column: segment[3] }
    },
  }
}

/** esbuild writes sources as relative URLs, and modules of its plugins as `namespace:path`: those are nobody's source. */
function sourceFile(source: string | null, directory: string): string | null {
  if (source === null || /^heatline-[a-z]+:/.test(source)) return null
  try {
    return path.resolve(directory, decodeURIComponent(source))
  } catch {
    // A map that came with the user's file may hold a lone `%`.
    return path.resolve(directory, source)
  }
}
