import type { FunctionRef } from '../profile/functionFinder.ts'
import type { LineRef } from '../profile/placedProfile.ts'
import type { LoopExtent } from '../source/loopExtents.ts'
import type { VersionLines } from './creditLines.ts'
import { matchFiles } from './matchFiles.ts'

/** The user's files of one version. */
export interface VersionTexts {
  /** By absolute path. */
  readonly texts: ReadonlyMap<string, string>
  /** The name of the function that a line stands in. */
  readonly functionAt: (file: string, line: number) => string
  readonly loopsOf: (file: string) => readonly LoopExtent[]
}

/** The lines of two versions against each other. */
export interface MatchedVersions {
  readonly base: VersionLines
  readonly current: VersionLines
  /** One key for a line and for what it was before; `line` is what it is called by. */
  keyOf(side: 'base' | 'current', line: LineRef): string
  /** The line of the other version that is the same, or that it took the place of; null where there is none. */
  counterpart(side: 'base' | 'current', line: LineRef): LineRef | null
  /** The changed lines of a version that are not blank. */
  changedLines(side: 'base' | 'current'): readonly (LineRef & { readonly text: string })[]
}

/**
 * Matches the lines of all files.
 * @param renamed by file of the base, what it is called now, where that differs
 */
export function matchVersions(base: VersionTexts, current: VersionTexts, renamed: ReadonlyMap<string, string>): MatchedVersions {
  const files = matchFiles(base, current, renamed)
  const nowOf = (file: string): string => renamed.get(file) ?? file
  const changedLines = (side: 'base' | 'current'): readonly (LineRef & { readonly text: string })[] => [...files[side]].flatMap(([file, { texts, same }]) =>
    texts.flatMap((text, line) => (!same.has(line) && text.trim() !== '' ? [{ file, line, text }] : [])))
  const changedFunctions = new Set([
    ...changedLines('base').map(({ file, line }) => `${nowOf(file)}\n${base.functionAt(file, line)}`),
    ...changedLines('current').map(({ file, line }) => `${file}\n${current.functionAt(file, line)}`),
  ])

  const counterpart = (side: 'base' | 'current', { file, line }: LineRef): LineRef | null => {
    const known = files[side].get(file)
    return known === undefined ? { file, line } : known.same.get(line) ?? known.replaced.get(line) ?? null
  }

  const linesOf = (side: 'base' | 'current', version: VersionTexts): VersionLines => ({
    isUsers: (file) => version.texts.has(file),
    isChanged: ({ file, line }) => files[side].get(file)?.same.has(line) === false,
    isInChangedFunction: ({ file, line }) => changedFunctions.has(`${side === 'base' ? nowOf(file) : file}\n${version.functionAt(file, line)}`),
    isNewCall(line, callee) {
      const other = counterpart(side, line)
      if (other === null || !files[side].has(line.file)) return true
      // An anonymous callback has the name of the function around it.
      if (callee.name === version.functionAt(line.file, line.line)) return false
      const text = files[side === 'base' ? 'current' : 'base'].get(other.file)?.texts[other.line] ?? ''
      return !calls(text, callee)
    },
  })

  return {
    base: linesOf('base', base),
    current: linesOf('current', current),
    keyOf(side, line) {
      const now = side === 'current' ? line : counterpart('base', line)
      return now === null ? `- ${line.file}:${line.line}` : `${now.file}:${now.line}`
    },
    counterpart,
    changedLines,
  }
}

/** Whether a line's text has the name that a function is called by. */
function calls(text: string, { name }: FunctionRef): boolean {
  const called = name.replace(/~\d+$/u, '').split(/[.#\s]/u).at(-1) ?? ''
  return called !== '' && text.split(/[^\p{L}\p{N}_$]+/u).includes(called)
}
