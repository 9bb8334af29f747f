import type { LineBlock } from './matchLines.ts'

/** Lines that occur once in both of two blocks and stand in the same order: as many as there can be, top to bottom. */
export function findAnchors(base: readonly string[], current: readonly string[], { baseStart, baseEnd, currentStart, currentEnd }: LineBlock): readonly (readonly [number, number])[] {
  const inBase = linesOf(base, baseStart, baseEnd)
  const inCurrent = linesOf(current, currentStart, currentEnd)
  const common: [number, number][] = []
  for (const [key, baseLine] of inBase) {
    const currentLine = inCurrent.get(key)
    if (baseLine >= 0 && currentLine !== undefined && currentLine >= 0) common.push([baseLine, currentLine])
  }
  return longestIncreasing(common)
}

/** By text the line, -1 where there are several. */
function linesOf(keys: readonly string[], start: number, end: number): ReadonlyMap<string, number> {
  const lines = new Map<string, number>()
  for (let line = start; line < end; line++) {
    const key = keys[line] ?? ''
    if (key !== '') lines.set(key, lines.has(key) ? -1 : line)
  }
  return lines
}

/** Pairs are in the order of their first number; the longest sequence whose second numbers rise too (patience sorting). */
function longestIncreasing(pairs: readonly (readonly [number, number])[]): readonly (readonly [number, number])[] {
  /** The pair with the smallest end of all sequences of each length. */
  const ends: number[] = []
  const before: number[] = []
  pairs.forEach(([, second], index) => {
    let low = 0
    let high = ends.length
    while (low < high) {
      const middle = (low + high) >> 1
      if ((pairs[ends[middle] ?? -1]?.[1] ?? -1) < second) low = middle + 1
      else high = middle
    }
    before.push(low === 0 ? -1 : ends[low - 1] ?? -1)
    ends[low] = index
  })
  const found: (readonly [number, number])[] = []
  for (let index = ends.at(-1) ?? -1; index >= 0; index = before[index] ?? -1) {
    const pair = pairs[index]
    if (pair !== undefined) found.push(pair)
  }
  return found.toReversed()
}
