import type { SourceFunction, UnlistedCode } from '../source/sourceFunction.ts'

/** A function that samples are booked on. One object per function, so that references compare. */
export interface FunctionRef {
  /** Absolute path, or V8's name of a script that is no file (`node:internal/url`). */
  readonly file: string
  readonly name: string
  /** 0-based line on which it starts; where the text is unknown the first line it was seen on. */
  readonly line: number
}

/** Whose code a line holds: one function, or several that share it. */
export type LineOwner =
  | { readonly kind: 'one'; readonly function: FunctionRef }
  /** `best` by the name that V8 gave; `isCertain` where that name is of a function that begins or ends on the line. */
  | { readonly kind: 'shared'; readonly functions: readonly FunctionRef[]; readonly best: FunctionRef; readonly isCertain: boolean }

/** Code outside all functions that have a name. */
export const topLevelName = '(top level)'

/** Finds and names functions; keeps one `FunctionRef` for each. */
export class FunctionFinder {
  readonly #functionsOf: (file: string) => readonly SourceFunction[]
  readonly #refs = new Map<string, FunctionRef>()
  readonly #coverings = new Map<string, readonly SourceFunction[]>()

  readonly #unlistedOf: (file: string) => readonly UnlistedCode[]

  /**
   * @param functionsOf the functions of a file, by absolute path; empty where its text is unknown
   * @param unlistedOf the code outside of them that has some name
   */
  constructor(functionsOf: (file: string) => readonly SourceFunction[], unlistedOf: (file: string) => readonly UnlistedCode[] = () => []) {
    this.#functionsOf = functionsOf
    this.#unlistedOf = unlistedOf
  }

  /** A function known by name only. */
  named(file: string, name: string, line: number): FunctionRef {
    return this.#ref(file, name, line)
  }

  /** Whether some function of the file reaches this line. */
  covers(file: string, line: number): boolean {
    return this.#covering(file, line).length > 0
  }

  /**
   * The function that a line of a file belongs to. Anonymous functions belong to the named one around them.
   * @param v8Name what V8 calls the function of the frame; under inlining its caller's name
   */
  ownerOf(file: string, line: number, v8Name: string): LineOwner {
    const covering = this.#covering(file, line)
    // Wholly around the line, the smallest first; the others begin or end on it.
    const around = covering.filter(({ functionRange: { startLine, endLine } }) => startLine < line && line < endLine)
    const inner = around[0]
    const edge = covering.filter((each) => !around.includes(each) && (inner === undefined || isWithin(each, inner)))
    const [firstEdge] = edge.filter((each) => each.functionRange.startLine === line)
    const refs = (inner === undefined ? edge : [...edge, inner]).map((each) => ({ fits: nameFits(v8Name, each), ref: this.#refOf(file, each) }))
    const [only] = refs
    if (only === undefined) {
      // A text that was not parsed: V8's names are all there is.
      const unknown = this.#functionsOf(file).length === 0 && this.#unlistedOf(file).length === 0
      return { kind: 'one', function: unknown && v8Name !== '' ? this.#ref(file, v8Name, line) : this.#outside(file, line) }
    }
    if (refs.length === 1) return { kind: 'one', function: only.ref }
    const fitting = refs.findIndex(({ fits }) => fits)
    const best = refs[fitting]?.ref ?? (firstEdge === undefined ? only.ref : this.#refOf(file, firstEdge))
    return { kind: 'shared', functions: refs.map(({ ref }) => ref), best, isCertain: fitting >= 0 && fitting < edge.length }
  }

  /** The function that starts on a line, for recorders that give where functions start. */
  startingAt(file: string, line: number, v8Name: string): FunctionRef {
    const starting = this.#covering(file, line).filter((each) => each.functionRange.startLine === line || each.nameLine === line)
    const fitting = starting.find((each) => nameFits(v8Name, each))
    if (fitting !== undefined) return this.#refOf(file, fitting)
    const owner = this.ownerOf(file, line, v8Name)
    return owner.kind === 'one' ? owner.function : owner.best
  }

  /** What a line outside of all named functions belongs to. */
  #outside(file: string, line: number): FunctionRef {
    const [unlisted] = this.#unlistedOf(file)
      .filter(({ startLine, endLine }) => startLine <= line && line <= endLine)
      .toSorted((a, b) => a.endLine - a.startLine - (b.endLine - b.startLine))
    if (unlisted === undefined) return this.#ref(file, topLevelName, 0)
    // A class's fields are set by its constructor, whether that is written out or not.
    const same = this.#functionsOf(file).find(({ name }) => name === unlisted.name)
    return same === undefined ? this.#ref(file, unlisted.name, unlisted.nameLine, `${unlisted.name}\n${unlisted.nameLine}`) : this.#refOf(file, same)
  }

  /** The smallest first. */
  #covering(file: string, line: number): readonly SourceFunction[] {
    const key = `${file}\n${line}`
    const known = this.#coverings.get(key)
    if (known !== undefined) return known
    const covering = this.#functionsOf(file)
      .filter(({ functionRange, nameLine }) => Math.min(nameLine, functionRange.startLine) <= line && line <= functionRange.endLine)
      .toSorted((a, b) => sizeOf(a) - sizeOf(b))
    this.#coverings.set(key, covering)
    return covering
  }

  #refOf(file: string, { name, nameLine }: SourceFunction): FunctionRef {
    return this.#ref(file, name, nameLine)
  }

  #ref(file: string, name: string, line: number, id = name): FunctionRef {
    const key = `${file}\n${id}`
    let ref = this.#refs.get(key)
    if (ref === undefined) this.#refs.set(key, ref = { file, name, line })
    return ref
  }
}

function sizeOf({ functionRange }: SourceFunction): number {
  return functionRange.end - functionRange.start
}

function isWithin(inner: SourceFunction, outer: SourceFunction): boolean {
  return outer.functionRange.start <= inner.functionRange.start && inner.functionRange.end <= outer.functionRange.end
}

/** Whether V8 would give a function this name: `total` or `Cart.total`, `get size`, the class for its constructor, `parse2` for a second `parse`. */
export function nameFits(v8Name: string, { name, kind }: SourceFunction): boolean {
  if (v8Name === '') return false
  const [accessor = '', ...rest] = name.split(' ')
  const path = (rest.length > 0 ? rest.join(' ') : accessor).replace(/~\d+$/u, '')
  const parts = path.split('.')
  const last = (kind === 'constructor' ? parts.at(-2) : undefined) ?? parts.at(-1) ?? path
  const bare = v8Name.replace(/^(?:get|set|async|static) /u, '').split('.').at(-1) ?? v8Name
  return bare === last || (bare.startsWith(last) && /^_?\d+$/u.test(bare.slice(last.length)))
}
