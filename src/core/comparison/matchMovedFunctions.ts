import { matchLines } from './matchLines.ts'
import type { LineRef } from '../profile/placedProfile.ts'

/** A function whose name only one version of its file has, and its lines that the other version's file lacks. */
export interface UnmatchedFunction {
  readonly file: string
  readonly name: string
  readonly lines: readonly { readonly line: number; readonly text: string }[]
}

/** Lines of the base and where they stand now. */
export interface MovedLines {
  readonly same: readonly (readonly [base: LineRef, current: LineRef])[]
  /** Changed lines, and the ones of the base that they took the place of. */
  readonly replaced: readonly (readonly [base: LineRef, current: LineRef])[]
}

/** A function is one that was moved where so much of its lines is the same (Dice's coefficient), whatever its name. */
const leastSimilar = 0.5

/** Finds functions again that were moved to another file, or got another name on the way, and matches their lines. */
export function matchMovedFunctions(base: readonly UnmatchedFunction[], current: readonly UnmatchedFunction[]): MovedLines {
  const having = new Map<string, Set<UnmatchedFunction>>()
  for (const each of base) for (const { text } of each.lines) having.set(keyOf(text), (having.get(keyOf(text)) ?? new Set()).add(each))
  const left = new Set(base)
  const same: MovedLines['same'][number][] = []
  const replaced: MovedLines['replaced'][number][] = []
  for (const now of current.toSorted((a, b) => b.lines.length - a.lines.length)) {
    const common = new Map<UnmatchedFunction, number>()
    for (const { text } of now.lines) for (const each of having.get(keyOf(text)) ?? []) common.set(each, (common.get(each) ?? 0) + 1)
    const [before] = [...left]
      .map((each) => ({ each, isNamesake: each.name === now.name, similarity: (2 * (common.get(each) ?? 0)) / (each.lines.length + now.lines.length) }))
      .filter(({ isNamesake, similarity }) => isNamesake || similarity >= leastSimilar)
      .toSorted((a, b) => Number(b.isNamesake) - Number(a.isNamesake) || b.similarity - a.similarity)
    if (before === undefined) continue
    left.delete(before.each)
    const matched = matchLines(textOf(before.each), textOf(now))
    const pairOf = (baseLine: number, line: number): (readonly [LineRef, LineRef])[] => {
      const [from, to] = [before.each.lines[baseLine], now.lines[line]]
      return from === undefined || to === undefined ? [] : [[{ file: before.each.file, line: from.line }, { file: now.file, line: to.line }]]
    }
    matched.baseOf.forEach((baseLine, line) => same.push(...pairOf(baseLine, line)))
    for (const [line, baseLine] of matched.replaced) replaced.push(...pairOf(baseLine, line))
  }
  return { same, replaced }
}

function keyOf(text: string): string {
  return text.replace(/\s+/gu, '')
}

function textOf({ lines }: UnmatchedFunction): string {
  return lines.map(({ text }) => text).join('\n')
}
