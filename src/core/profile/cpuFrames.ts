import type { SourceFunction } from '../source/sourceFunction.ts'
import type { CpuFrame } from './cpuTree.ts'
import { nameFits } from './functionFinder.ts'
import type { SourcePlace } from './generatedPosition.ts'
import type { ScriptReader } from './scripts.ts'
import type { CallTreeNode } from './stackProfile.ts'

/** What frames are read with. */
export interface FrameSources {
  /** Where the code at a 0-based line and column of the bundle stands; null where it is not the user's. */
  readonly placeOf: (generatedLine: number, generatedColumn: number) => SourcePlace | null
  /** The functions of a file by absolute path; empty where its text is unknown. */
  readonly functionsOf: (file: string) => readonly SourceFunction[]
  /** The URL of a file by absolute path. */
  readonly urlOf: (file: string) => string
}

/** Names and places call frames as the user wrote them. A function is one object however V8 names it. */
export class CpuFrames {
  readonly #sources: FrameSources
  readonly #scripts: ScriptReader
  readonly #ofFunctions = new Map<string, CpuFrame>()

  constructor(sources: FrameSources, scripts: ScriptReader) {
    this.#sources = sources
    this.#scripts = scripts
  }

  /** The frame of code of the user's, whose first line is 0-based `line` of `file`. */
  ofSource(node: CallTreeNode, file: string, line: number): CpuFrame {
    const { urlOf, placeOf, functionsOf } = this.#sources
    if (!this.#scripts.isBundle(node.url)) return { functionName: node.functionName, url: urlOf(file), line, column: node.column ?? 0 }
    const place = placeOf(node.line, node.column ?? 0) ?? { file, line, column: 0 }
    const named = functionStartingAt(functionsOf(place.file), place.line, node.functionName)
    return named === null ? { functionName: node.functionName, url: urlOf(place.file), line: place.line, column: place.column } : this.#ofFunction(named, place)
  }

  /** The frame of Node's own or native code. */
  ofOther(node: CallTreeNode): CpuFrame {
    return { functionName: node.functionName, url: node.url, line: node.line, column: node.url === '' ? -1 : node.column ?? 0 }
  }

  /** The frame of a function that is known by its place in the sources only. Ask for it after those that V8 names. */
  ofFunction(file: string, found: SourceFunction): CpuFrame {
    return this.#ofFunction(found, { file, line: found.nameLine, column: 0 })
  }

  #ofFunction(found: SourceFunction, { file, column }: SourcePlace): CpuFrame {
    const key = `${file}\n${found.name}`
    let frame = this.#ofFunctions.get(key)
    if (frame === undefined) this.#ofFunctions.set(key, frame = { functionName: found.name, url: this.#sources.urlOf(file), line: found.nameLine, column })
    return frame
  }
}

/** The function that V8 means by a name and a first line; null for an anonymous one. */
function functionStartingAt(functions: readonly SourceFunction[], line: number, v8Name: string): SourceFunction | null {
  const starting = functions.filter(({ functionRange, nameLine }) => functionRange.startLine === line || nameLine === line)
  return starting.find((each) => nameFits(v8Name, each)) ?? starting.find(({ reach }) => reach.kind === 'default' && /default\d*$/u.test(v8Name)) ?? null
}

/** The innermost function around a line. */
export function functionAround(functions: readonly SourceFunction[], line: number): SourceFunction | null {
  const covering = functions.filter(({ functionRange: { startLine, endLine } }) => startLine <= line && line <= endLine)
  return covering.toSorted((a, b) => (a.functionRange.end - a.functionRange.start) - (b.functionRange.end - b.functionRange.start))[0] ?? null
}
