import { topLevelName } from '../profile/functionFinder.ts'
import type { LoopExtent } from '../source/loopExtents.ts'
import type { MatchedLines } from './matchLines.ts'

/** What stands around the lines of one version of a file. */
export interface LineSurroundings {
  readonly functionAt: (line: number) => string
  readonly loops: readonly LoopExtent[]
}

/**
 * Takes lines apart that a diff matched by their text and that run at other times than before: a line that was moved out of one function into
 * another, or into a loop, is a new one. A function that was renamed, or split, keeps its lines.
 */
export function partMisplaced({ baseOf, currentOf, replaced }: MatchedLines, base: LineSurroundings, current: LineSurroundings): MatchedLines {
  const baseNames = namesOf(base, currentOf.length)
  const currentNames = namesOf(current, baseOf.length)
  const isInOther = (baseLine: number, line: number): boolean => {
    const [before, now] = [base.functionAt(baseLine), current.functionAt(line)]
    if (before === now) return false
    return before === topLevelName || now === topLevelName || (currentNames.has(before) && baseNames.has(now))
  }
  const kept = { baseOf: baseOf.slice(), currentOf: currentOf.slice(), replaced }
  baseOf.forEach((baseLine, line) => {
    if (baseLine === -1 || !(isInOther(baseLine, line) || entersLoop(baseLine, line, base, current, baseOf) || entersLoop(line, baseLine, current, base, currentOf))) return
    kept.baseOf[line] = -1
    kept.currentOf[baseLine] = -1
  })
  return kept
}

function namesOf({ functionAt }: LineSurroundings, count: number): ReadonlySet<string> {
  return new Set(Array.from({ length: count }, (_, line) => functionAt(line)))
}

/** Whether the line stands in a loop that the other version has too, and outside of it there. */
function entersLoop(otherLine: number, line: number, other: LineSurroundings, own: LineSurroundings, otherOf: Int32Array): boolean {
  return own.loops.some((loop) => isWithin(line, loop) && other.loops.some((each) => each.startLine === otherOf[loop.startLine] && !isWithin(otherLine, each)))
}

function isWithin(line: number, { startLine, endLine }: LoopExtent): boolean {
  return startLine < line && line <= endLine
}
