import { topLevelName } from '../profile/functionFinder.ts'
import type { LineRef } from '../profile/placedProfile.ts'
import { matchLines } from './matchLines.ts'
import { matchMovedFunctions } from './matchMovedFunctions.ts'
import type { UnmatchedFunction } from './matchMovedFunctions.ts'
import { partMisplaced } from './partMisplaced.ts'
import type { VersionTexts } from './versionTexts.ts'

/** The lines of a file of one version against the other version's. */
export interface FileLines {
  readonly texts: readonly string[]
  /** By line, the same line of the other version. */
  readonly same: Map<number, LineRef>
  /** By changed line, the line of the other version that stands in its place. */
  readonly replaced: Map<number, LineRef>
}

/** By absolute path, for each version. */
export type MatchedFiles = Readonly<Record<'base' | 'current', ReadonlyMap<string, FileLines>>>

/**
 * Matches each file with the one of its name, then what neither has with the functions that moved to other files.
 * @param renamed by file of the base, what it is called now, where that differs
 */
export function matchFiles(base: VersionTexts, current: VersionTexts, renamed: ReadonlyMap<string, string>): MatchedFiles {
  const files = { base: linesOfFiles(base), current: linesOfFiles(current) }
  const same = (from: LineRef, to: LineRef): void => {
    files.base.get(from.file)?.same.set(from.line, to)
    files.current.get(to.file)?.same.set(to.line, from)
  }
  const replace = (from: LineRef, to: LineRef): void => {
    files.base.get(from.file)?.replaced.set(from.line, to)
    files.current.get(to.file)?.replaced.set(to.line, from)
  }
  const baseFiles = new Map([...base.texts.keys()].map((file) => [renamed.get(file) ?? file, file]))
  for (const file of new Set([...baseFiles.keys(), ...current.texts.keys()])) {
    const baseFile = baseFiles.get(file) ?? file
    const [before = '', now = ''] = [base.texts.get(baseFile), current.texts.get(file)]
    const byText = matchLines(before, now)
    const matched = before === now ? byText : partMisplaced(byText, surroundings(base, baseFile), surroundings(current, file))
    matched.baseOf.forEach((baseLine, line) => {
      if (baseLine !== -1) same({ file: baseFile, line: baseLine }, { file, line })
    })
    for (const [line, baseLine] of matched.replaced) replace({ file: baseFile, line: baseLine }, { file, line })
  }
  const gone = unmatched(base, files.base, (file) => namesIn(current, renamed.get(file) ?? file))
  const fresh = unmatched(current, files.current, (file) => namesIn(base, baseFiles.get(file) ?? file))
  const moved = matchMovedFunctions(gone, fresh)
  for (const [from, to] of moved.same) same(from, to)
  for (const [from, to] of moved.replaced) replace(from, to)
  return files
}

function linesOfFiles({ texts }: VersionTexts): Map<string, FileLines> {
  return new Map([...texts].map(([file, text]) => [file, { texts: text.split('\n'), same: new Map(), replaced: new Map() }]))
}

function surroundings({ functionAt, loopsOf }: VersionTexts, file: string): Parameters<typeof partMisplaced>[1] {
  return { functionAt: (line) => functionAt(file, line), loops: loopsOf(file) }
}

function namesIn({ texts, functionAt }: VersionTexts, file: string): ReadonlySet<string> {
  return new Set((texts.get(file) ?? '').split('\n').map((_, line) => functionAt(file, line)))
}

/** Functions of one version that the other has not, by their lines. @param namesOfOther the functions of the other version's file */
function unmatched({ functionAt }: VersionTexts, files: ReadonlyMap<string, FileLines>, namesOfOther: (file: string) => ReadonlySet<string>): readonly UnmatchedFunction[] {
  return [...files].flatMap(([file, { texts, same }]) => {
    const left = texts.flatMap((text, line) => (same.has(line) || text.trim() === '' ? [] : [{ line, text }]))
    if (left.length === 0) return []
    const names = namesOfOther(file)
    const functions = new Map<string, { readonly line: number; readonly text: string }[]>()
    for (const each of left) {
      const name = functionAt(file, each.line)
      const known = functions.get(name)
      if (known === undefined) functions.set(name, [each])
      else known.push(each)
    }
    return [...functions].flatMap(([name, lines]) => (name === topLevelName || names.has(name) ? [] : [{ file, name, lines }]))
  })
}
