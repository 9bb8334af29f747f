import { findAnchors } from './lineAnchors.ts'
import { shortestEdit } from './shortestEdit.ts'

/** Which lines of two versions of a text are the same. Lines are 0-based; -1 where there is none. */
export interface MatchedLines {
  /** By line of the current text, the same line of the base. */
  readonly baseOf: Int32Array
  /** By line of the base, the same line of the current text. */
  readonly currentOf: Int32Array
  /** By changed line of the current text, the line of the base that it took the place of. */
  readonly replaced: ReadonlyMap<number, number>
}

/** Changed lines that stand against each other are compared each with each, up to so many pairs. */
const mostPairs = 10_000

/** Two lines are one that was edited where so much of their words is the same (Dice's coefficient). */
const leastSimilar = 0.5

/** A line that is elsewhere now is known again by its text where that has this many letters; `}` is everywhere. */
const shortestMoved = 8

/**
 * Matches the lines of two versions of a text as a textual diff does: lines that occur once in both are anchors (patience diff,
 * B. Cohen, 2010), between them is the shortest edit. Written here: core has no packages, and the diffs on npm know neither what moved
 * nor which line took the place of which. White space makes no difference. What moved as a whole is matched too.
 */
export function matchLines(base: string, current: string): MatchedLines {
  const baseKeys = keysOf(base)
  const currentKeys = keysOf(current)
  const baseOf = new Int32Array(currentKeys.length).fill(-1)
  const currentOf = new Int32Array(baseKeys.length).fill(-1)
  const match = (baseLine: number, currentLine: number): void => {
    currentOf[baseLine] = currentLine
    baseOf[currentLine] = baseLine
  }
  matchBlock({ baseStart: 0, baseEnd: baseKeys.length, currentStart: 0, currentEnd: currentKeys.length }, baseKeys, currentKeys, match)
  const edited = blocksBetween(currentOf, currentKeys.length)
  matchMoved(baseKeys, currentKeys, baseOf, currentOf, match)
  const replaced = new Map<number, number>()
  const baseTexts = base.split('\n')
  const currentTexts = current.split('\n')
  for (const { baseStart, baseEnd, currentStart, currentEnd } of edited) {
    const left = range(baseStart, baseEnd).filter((line) => currentOf[line] === -1 && baseKeys[line] !== '')
    const right = range(currentStart, currentEnd).filter((line) => baseOf[line] === -1 && currentKeys[line] !== '')
    if (left.length * right.length > mostPairs) continue
    const similarity = left.map((line) => right.map((other) => similarityOf(baseTexts[line] ?? '', currentTexts[other] ?? '')))
    for (const [a, b] of bestSequence(left.length, right.length, (i, j) => {
      const value = similarity[i]?.[j] ?? 0
      return value < leastSimilar ? 0 : value
    })) replaced.set(right[b] ?? -1, left[a] ?? -1)
  }
  return { baseOf, currentOf, replaced }
}

/** Half-open ranges of lines that stand against each other. */
export interface LineBlock {
  readonly baseStart: number
  readonly baseEnd: number
  readonly currentStart: number
  readonly currentEnd: number
}

function keysOf(text: string): readonly string[] {
  return text.split('\n').map((line) => line.replace(/\s+/gu, ''))
}

function matchBlock(block: LineBlock, base: readonly string[], current: readonly string[], match: (baseLine: number, currentLine: number) => void): void {
  const waiting = [block]
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    let { baseStart, baseEnd, currentStart, currentEnd } = next
    while (baseStart < baseEnd && currentStart < currentEnd && base[baseStart] === current[currentStart]) match(baseStart++, currentStart++)
    while (baseStart < baseEnd && currentStart < currentEnd && base[baseEnd - 1] === current[currentEnd - 1]) match(--baseEnd, --currentEnd)
    if (baseStart === baseEnd || currentStart === currentEnd) continue
    const anchors = findAnchors(base, current, { baseStart, baseEnd, currentStart, currentEnd })
    if (anchors.length === 0) {
      const [baseFrom, currentFrom] = [baseStart, currentStart]
      const pairs = shortestEdit(baseEnd - baseStart, currentEnd - currentStart, (i, j) => base[baseFrom + i] === current[currentFrom + j])
      for (const [i, j] of pairs) match(baseStart + i, currentStart + j)
      continue
    }
    // Each block between two anchors may have anchors of its own.
    for (const [baseLine, currentLine] of anchors) {
      match(baseLine, currentLine)
      waiting.push({ baseStart, baseEnd: baseLine, currentStart, currentEnd: currentLine })
      baseStart = baseLine + 1
      currentStart = currentLine + 1
    }
    waiting.push({ baseStart, baseEnd, currentStart, currentEnd })
  }
}

/** The sequence of pairs of the greatest weight, in order; 0 is no pair. */
function bestSequence(rows: number, columns: number, weight: (row: number, column: number) => number): readonly (readonly [number, number])[] {
  const width = columns + 1
  const best = new Float64Array((rows + 1) * width)
  for (let row = rows - 1; row >= 0; row--) {
    for (let column = columns - 1; column >= 0; column--) {
      const own = weight(row, column)
      const paired = own > 0 ? own + (best[(row + 1) * width + column + 1] ?? 0) : 0
      best[row * width + column] = Math.max(paired, best[(row + 1) * width + column] ?? 0, best[row * width + column + 1] ?? 0)
    }
  }
  const pairs: [number, number][] = []
  for (let row = 0, column = 0; row < rows && column < columns;) {
    const here = best[row * width + column] ?? 0
    if (here === (best[(row + 1) * width + column] ?? 0)) row++
    else if (here === (best[row * width + column + 1] ?? 0)) column++
    else pairs.push([row++, column++])
  }
  return pairs
}

/** The blocks of changed lines between matched ones. */
function blocksBetween(currentOf: Int32Array, currentCount: number): readonly LineBlock[] {
  const blocks: LineBlock[] = []
  let baseStart = 0
  let currentStart = 0
  for (let baseLine = 0; baseLine <= currentOf.length; baseLine++) {
    const currentLine = baseLine === currentOf.length ? currentCount : currentOf[baseLine] ?? -1
    if (currentLine === -1) continue
    if (baseLine > baseStart && currentLine > currentStart) blocks.push({ baseStart, baseEnd: baseLine, currentStart, currentEnd: currentLine })
    baseStart = baseLine + 1
    currentStart = currentLine + 1
  }
  return blocks
}

/** Lines that are left, and once in both: they were moved, and with them what stands beside them. */
function matchMoved(base: readonly string[], current: readonly string[], baseOf: Int32Array, currentOf: Int32Array, match: (baseLine: number, currentLine: number) => void): void {
  const left = onceOf(base, currentOf)
  const right = onceOf(current, baseOf)
  for (const [key, baseLine] of left) {
    const currentLine = right.get(key)
    if (currentLine === undefined || key.length < shortestMoved || currentOf[baseLine] !== -1) continue
    match(baseLine, currentLine)
    for (const step of [-1, 1]) {
      for (let a = baseLine + step, b = currentLine + step; currentOf[a] === -1 && baseOf[b] === -1 && base[a] === current[b]; a += step, b += step) match(a, b)
    }
  }
}

function onceOf(keys: readonly string[], other: Int32Array): ReadonlyMap<string, number> {
  const lines = new Map<string, number>()
  keys.forEach((key, line) => {
    if (other[line] === -1) lines.set(key, lines.has(key) ? -1 : line)
  })
  return new Map([...lines].filter(([, line]) => line >= 0))
}

function similarityOf(one: string, other: string): number {
  const left = wordsOf(one)
  const right = wordsOf(other)
  const count = left.length + right.length
  if (count === 0) return 0
  const counts = new Map<string, number>()
  for (const word of left) counts.set(word, (counts.get(word) ?? 0) + 1)
  let common = 0
  for (const word of right) {
    const known = counts.get(word) ?? 0
    if (known > 0) common++
    counts.set(word, known - 1)
  }
  return (2 * common) / count
}

function wordsOf(text: string): readonly string[] {
  return text.match(/[\p{L}\p{N}_$]+/gu) ?? []
}

function range(start: number, end: number): readonly number[] {
  return Array.from({ length: end - start }, (_, index) => start + index)
}
