import type { SourceEdit } from './sourceEdit.ts'
import { lineDelta } from './sourceEdit.ts'
import { shiftLine } from './shiftLine.ts'
import type { SourceFunction, SourceRange } from './sourceFunction.ts'

/**
 * Moves functions found in an older text along with the edits since, in the order in which they were made: what a
 * lens stands on while the text does not parse. A function that an edit swallowed whole is left out.
 */
export function shiftRanges(functions: readonly SourceFunction[], edits: readonly SourceEdit[]): readonly SourceFunction[] {
  return edits.reduce<readonly SourceFunction[]>(
    (shifted, edit) => shifted.flatMap((sourceFunction) => shiftFunction(sourceFunction, edit) ?? []),
    functions,
  )
}

function shiftFunction(sourceFunction: SourceFunction, edit: SourceEdit): SourceFunction | null {
  if (edit.end > edit.start && edit.start <= sourceFunction.range.start && edit.end >= sourceFunction.range.end) return null
  // What is typed before the function moves its name along, on whatever line it is typed.
  const nameLine = edit.end <= sourceFunction.range.start ? sourceFunction.nameLine + lineDelta(edit) : shiftLine(sourceFunction.nameLine, edit)
  if (nameLine === null) return null
  return {
    ...sourceFunction,
    range: shiftRange(sourceFunction.range, edit),
    functionRange: shiftRange(sourceFunction.functionRange, edit),
    bodyRange: shiftRange(sourceFunction.bodyRange, edit),
    nameLine,
  }
}

function shiftRange(range: SourceRange, edit: SourceEdit): SourceRange {
  const delta = edit.insertedLength - (edit.end - edit.start)
  // Text that is typed at either edge of a range does not belong to it.
  if (edit.start >= range.end) return range
  if (edit.end <= range.start) {
    const lines = lineDelta(edit)
    return { start: range.start + delta, end: range.end + delta, startLine: range.startLine + lines, endLine: range.endLine + lines }
  }
  const startInside = edit.start <= range.start
  const endInside = edit.end >= range.end
  return {
    start: startInside ? edit.start : range.start,
    end: endInside ? edit.start + edit.insertedLength : range.end + delta,
    startLine: startInside ? edit.startLine : range.startLine,
    endLine: endInside ? edit.startLine + edit.insertedLines : range.endLine + lineDelta(edit),
  }
}
