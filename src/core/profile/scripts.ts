import { harnessLineOffset } from './generatedPosition.ts'
import type { GeneratedPosition } from './generatedPosition.ts'

/** Which scripts a run consists of. */
export interface RunScripts {
  /** Absolute path of the bundle that holds the user's modules. */
  readonly bundlePath: string
  /** Absolute path of Heatline's runner. */
  readonly runnerPath: string
  /** What a line of the bundle, 0-based, stands for. */
  positionOf(generatedLine: number): GeneratedPosition
}

/** What a line of a script is. Lines are 0-based. */
export type ScriptPosition =
  /** A file of the user's, or of a package that is not in the bundle. */
  | { readonly kind: 'source'; readonly file: string; readonly line: number }
  /** JavaScript that is no file of the user's machine: Node's own (`node:...`), WebAssembly, `eval`. */
  | { readonly kind: 'internal'; readonly script: string; readonly line: number }
  /** Code without lines: Node's C++, or what the bundler put around modules. It is part of the line that called it. */
  | { readonly kind: 'native' }
  /** Booked in the bundle, but inlined by V8 from the line of this number in some other script. */
  | { readonly kind: 'outside'; readonly line: number }
  | { readonly kind: 'unmapped' }
  | { readonly kind: 'harness' }
  | { readonly kind: 'garbageCollection' }
  /** The thread waited, or it is a root. */
  | { readonly kind: 'nothing' }
  /** V8 was busy and could say no more. */
  | { readonly kind: 'program' }

/** Reads V8's script names and lines. */
export interface PositionReader {
  isBundle(url: string): boolean
  /**
   * @param line 0-based, -1 where unknown
   * @param column 0-based, where a function starts; absent for the line of a tick
   */
  read(url: string, functionName: string, line: number, column?: number): ScriptPosition
}

/** Reads those of a run of Heatline's own bundle. */
export class ScriptReader implements PositionReader {
  readonly #scripts: RunScripts
  /** Whether a line lies in a function of a file: tells a long file's own lines from the bundle's. */
  readonly #covers: (file: string, line: number) => boolean

  constructor(scripts: RunScripts, covers: (file: string, line: number) => boolean) {
    this.#scripts = scripts
    this.#covers = covers
  }

  isBundle(url: string): boolean {
    return url !== '' && pathOf(url) === this.#scripts.bundlePath
  }

  read(url: string, functionName: string, line: number): ScriptPosition {
    if (url === '') return readSpecial(functionName)
    const path = pathOf(url)
    if (path === this.#scripts.bundlePath) return this.#inBundle(line)
    // Below the bundle's first line there is no other script but the rare giant: V8 inlined the bundle's code there.
    if (line >= harnessLineOffset && !(path !== null && this.#covers(path, line))) {
      const position = this.#inBundle(line)
      if (position.kind === 'source') return position
    }
    if (path === this.#scripts.runnerPath) return { kind: 'harness' }
    return path === null ? { kind: 'internal', script: url, line } : { kind: 'source', file: path, line }
  }

  #inBundle(line: number): ScriptPosition {
    if (line < 0) return { kind: 'unmapped' }
    const position = this.#scripts.positionOf(line)
    return position.kind === 'outside' ? { kind: 'outside', line } : position
  }
}

/** What V8 means by a name without a script. */
export function readSpecial(name: string): ScriptPosition {
  switch (name) {
    case '(garbage collector)': return { kind: 'garbageCollection' }
    case '(program)': return { kind: 'program' }
    case '(root)':
    case '(idle)': return { kind: 'nothing' }
    default: return { kind: 'native' }
  }
}

/** The file that V8 names by URL (ES modules) or by path (CommonJS); null for what is no file. */
export function pathOf(url: string): string | null {
  if (url.startsWith('file://')) {
    const path = decodeURIComponent(url.slice('file://'.length))
    return /^\/[A-Za-z]:\//u.test(path) ? path.slice(1).replaceAll('/', '\\') : path
  }
  return url.startsWith('/') || /^[A-Za-z]:[\\/]/u.test(url) ? url : null
}
