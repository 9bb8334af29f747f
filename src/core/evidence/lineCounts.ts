import type { SourcePlace } from '../profile/generatedPosition.ts'
import { LineIndex } from '../source/lineIndex.ts'

/** How often a line ran. */
export interface LineCount {
  /** Relative to the workspace root with `/`, absolute outside it. */
  readonly file: string
  /** 0-based. */
  readonly line: number
  /** Of the block that its first code stands in; exact, so that it may be a fraction where inputs differ. */
  readonly perCall: number
  /** Blocks that begin further right on it and ran another number of times, from left to right. */
  readonly blocks: readonly { /** 0-based. */ readonly column: number; readonly perCall: number }[]
}

/** V8's counts of one function: offsets in the script, the end exclusive; the function itself first, its blocks after it. */
export type FunctionCounts = readonly (readonly [start: number, end: number, count: number])[]

/** Where counts come from. */
export interface CountedScript {
  readonly text: string
  readonly functions: readonly FunctionCounts[]
  /** Calls of the profiled function that were counted. */
  readonly calls: number
  /** Where 0-based lines and columns of the script stand in the user's sources; null where they do not. */
  readonly placeOf: (line: number, column: number) => SourcePlace | null
  /** A file as the result names it. */
  readonly nameOf: (file: string) => string
}

/** What a range of V8's says of the code in it that no inner range covers. */
interface Counted {
  readonly start: number
  readonly end: number
  readonly count: number
  /** Of the function around it. */
  readonly functionCount: number
}

/** What closes code on a line stands in the block that ends there, and is none of the line's own. */
const closing = /^[\s})\];,]*/u

/** What a range may begin with that is no code of it: its place is where its first code stands. */
const opening = /(?:\s|\/\/.*|\/\*[^]*?\*\/|&&|\|\||\?\?|\?\.?|[:)}\],;]|else\b)*/uy

/** How often each line ran, in functions that ran at all, by file and line. */
export function countLines({ text, functions, calls, placeOf, nameOf }: CountedScript): readonly LineCount[] {
  const lines = new LineIndex(text)
  const ranges = functions.flatMap((each) => each.map(([start, end, count]): Counted => ({ start, end, count, functionCount: each[0]?.[2] ?? 0 })))
    .toSorted((a, b) => a.start - b.start || b.end - a.end)
  const placeAt = (offset: number): SourcePlace | null => {
    const line = lines.lineAt(offset)
    return placeOf(line, offset - lines.startOf(line))
  }
  const firsts = new Map<string, { readonly place: SourcePlace; readonly count: number }>()
  const at = countAt(ranges)
  const first = ranges[0]?.start ?? text.length
  let start = lines.startOf(lines.lineAt(Math.min(first, text.length)))
  const last = Math.max(0, ...ranges.map(({ end }) => end))
  while (start < last) {
    const newLine = text.indexOf('\n', start)
    const end = newLine < 0 ? text.length : newLine
    const offset = start + (closing.exec(text.slice(start, end))?.[0].length ?? 0)
    const counted = offset < end ? at(offset) : null
    const place = counted !== null && counted.functionCount > 0 ? placeAt(offset) : null
    if (counted !== null && place !== null) {
      const key = `${place.line}:${place.file}`
      const known = firsts.get(key)
      if (known === undefined || place.column < known.place.column) firsts.set(key, { place, count: counted.count })
    }
    start = end + 1
  }
  const blocks = new Map<string, { readonly column: number; readonly count: number }[]>()
  for (const { start: begin, end, count, functionCount } of ranges) {
    opening.lastIndex = begin
    const code = begin + (opening.exec(text)?.[0].length ?? 0)
    const place = code < end && (functionCount > 0 || count > 0) ? placeAt(code) : null
    if (place === null) continue
    const key = `${place.line}:${place.file}`
    const line = firsts.get(key)
    // A function that begins on a line which itself did not run: that of the module, for one.
    if (line === undefined && count > 0) firsts.set(key, { place, count })
    if (line === undefined || place.column <= line.place.column) continue
    const here = blocks.get(key) ?? []
    if ((here.at(-1)?.count ?? line.count) !== count) blocks.set(key, [...here, { column: place.column, count }])
  }
  return Array.from(firsts, ([key, { place, count }]): LineCount => ({
    file: nameOf(place.file),
    line: place.line,
    perCall: count / calls,
    blocks: (blocks.get(key) ?? []).map((each) => ({ column: each.column, perCall: each.count / calls })),
  })).toSorted((a, b) => (a.file < b.file ? -1 : a.file > b.file ? 1 : a.line - b.line))
}

/** Looks up the innermost range at offsets that only grow. */
function countAt(ranges: readonly Counted[]): (offset: number) => Counted | null {
  const open: Counted[] = []
  let next = 0
  return (offset) => {
    for (let range = ranges[next]; range !== undefined && range.start <= offset; range = ranges[++next]) open.push(range)
    // An outer range that is over too is met when those inside it are gone.
    while ((open.at(-1)?.end ?? Infinity) <= offset) open.pop()
    return open.at(-1) ?? null
  }
}
