import type { ProfiledFunction } from '../comparison/run.ts'
import { bodyHash, hashText } from '../source/bodyHash.ts'
import { shiftPosition } from '../source/shiftPosition.ts'
import type { SourcePosition } from '../source/shiftPosition.ts'
import type { SourceEdit } from '../source/sourceEdit.ts'
import type { SourceFunction } from '../source/sourceFunction.ts'
import type { FileAnchors, ReadSource } from './heatAnchor.ts'
import { splitLines } from './heatAnchor.ts'

/** A line of which a run tells something, and where it stands now. */
export interface PlacedLine {
  /** Where it stood when it was measured, 0-based. */
  readonly line: number
  /** Where its code begins; null when an edit took it away. */
  readonly position: SourcePosition | null
  /** Its code is not what was measured. */
  readonly isStale: boolean
}

/** Lines where they stood when they were measured. */
export function placeLines(lines: readonly number[], anchors: FileAnchors): readonly PlacedLine[] {
  return lines.map((line) => ({ line, position: { line, column: anchors.lines[line]?.column ?? 0 }, isStale: false }))
}

/** Moves lines along with edits; whether they are stale is for `settleLines` to say. */
export function shiftLines(lines: readonly PlacedLine[], edits: readonly SourceEdit[]): readonly PlacedLine[] {
  if (edits.length === 0) return lines
  return lines.map((placed) => ({ ...placed, position: edits.reduce(shiftIfThere, placed.position) }))
}

function shiftIfThere(position: SourcePosition | null, edit: SourceEdit): SourcePosition | null {
  return position === null ? null : shiftPosition(position, edit)
}

/** Of the function that was profiled, what tells its lines from others' in the same file. */
export type ProfiledHere = Pick<ProfiledFunction, 'name' | 'bodyHash'>

/**
 * Holds lines to the text as it is now. Where a line's function reads as it did, the line is exactly where it
 * was in it, whatever happened in between (an undone deletion included); else it stays where the edits took it and
 * is stale. A change in the profiled function makes all of its lines stale, those in functions nested in it too.
 */
export function settleLines(lines: readonly PlacedLine[], anchors: FileAnchors, profiled: ProfiledHere | null, now: ReadSource): readonly PlacedLine[] {
  if (hashText(now.text) === anchors.textHash) return placeLines(lines.map(({ line }) => line), anchors)
  const find = functionFinder(now)
  const texts = splitLines(now.text)
  const profiledChanged = profiled !== null && find(profiled.name, profiled.bodyHash) === null
  return lines.map((placed): PlacedLine => {
    const position = placed.position !== null && placed.position.line < texts.length ? placed.position : null
    const stale = { line: placed.line, position, isStale: true }
    const anchor = anchors.lines[placed.line]
    if (anchor === undefined) return stale
    if (anchor.kind === 'line') return { ...stale, isStale: position === null || hashText(texts[position.line] ?? '') !== anchor.textHash }
    const owner = find(anchor.name, anchor.bodyHash)
    if (owner === null) return stale
    const inChanged = profiledChanged && anchor.name.startsWith(`${profiled.name}.`)
    return { line: placed.line, position: { line: owner.range.startLine + anchor.offset, column: anchor.column }, isStale: inChanged }
  })
}

/** Finds the function that reads as one did: the one of the same name if it can, else any (it may be `parse~2` now). */
function functionFinder(now: ReadSource): (name: string, hash: string) => SourceFunction | null {
  const byHash = new Map<string, SourceFunction[]>()
  for (const sourceFunction of now.functions) {
    const hash = bodyHash(now.text, sourceFunction)
    byHash.set(hash, [...(byHash.get(hash) ?? []), sourceFunction])
  }
  return (name, hash) => {
    const alike = byHash.get(hash) ?? []
    return alike.find((candidate) => candidate.name === name) ?? alike[0] ?? null
  }
}
