import type { FunctionRef } from '../profile/functionFinder.ts'
import type { LineRef } from '../profile/placedProfile.ts'
import type { VersionLines } from './creditLines.ts'
import { matchLines } from './matchLines.ts'
import type { MatchedLines } from './matchLines.ts'

/** The user's files of one version. */
export interface VersionTexts {
  /** By absolute path. */
  readonly texts: ReadonlyMap<string, string>
  /** The name of the function that a line stands in. */
  readonly functionAt: (file: string, line: number) => string
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

interface FilePair {
  readonly baseFile: string
  readonly currentFile: string
  readonly baseLines: readonly string[]
  readonly currentLines: readonly string[]
  readonly matched: MatchedLines
  /** By line of the base, the line of the current text that took its place. */
  readonly replacedBy: ReadonlyMap<number, number>
}

/**
 * Matches the lines of all files.
 * @param renamed by file of the base, what it is called now, where that differs
 */
export function matchVersions(base: VersionTexts, current: VersionTexts, renamed: ReadonlyMap<string, string>): MatchedVersions {
  const pairs: FilePair[] = []
  const currentOf = new Map<string, FilePair>()
  const baseOf = new Map<string, FilePair>()
  const baseFiles = new Map([...base.texts.keys()].map((file) => [renamed.get(file) ?? file, file]))
  for (const currentFile of new Set([...baseFiles.keys(), ...current.texts.keys()])) {
    const baseFile = baseFiles.get(currentFile) ?? currentFile
    const baseText = base.texts.get(baseFile) ?? ''
    const currentText = current.texts.get(currentFile) ?? ''
    const matched = matchLines(baseText, currentText)
    const pair = {
      baseFile, currentFile, matched, baseLines: baseText.split('\n'), currentLines: currentText.split('\n'),
      replacedBy: new Map([...matched.replaced].map(([currentLine, baseLine]) => [baseLine, currentLine])),
    }
    pairs.push(pair)
    currentOf.set(currentFile, pair)
    baseOf.set(baseFile, pair)
  }

  const changedLines = (side: 'base' | 'current'): readonly (LineRef & { readonly text: string })[] => pairs.flatMap(({ baseFile, currentFile, baseLines, currentLines, matched }) => {
    const isBase = side === 'base'
    const other = isBase ? matched.currentOf : matched.baseOf
    return (isBase ? baseLines : currentLines).flatMap((text, line) => (other[line] === -1 && text.trim() !== '' ? [{ file: isBase ? baseFile : currentFile, line, text }] : []))
  })
  const changedFunctions = new Set([
    ...changedLines('base').map(({ file, line }) => `${baseOf.get(file)?.currentFile ?? file}\n${base.functionAt(file, line)}`),
    ...changedLines('current').map(({ file, line }) => `${file}\n${current.functionAt(file, line)}`),
  ])

  const counterpart = (side: 'base' | 'current', { file, line }: LineRef): LineRef | null => {
    const pair = (side === 'base' ? baseOf : currentOf).get(file)
    if (pair === undefined) return { file, line }
    const same = (side === 'base' ? pair.matched.currentOf : pair.matched.baseOf)[line] ?? -1
    const other = same === -1 ? (side === 'base' ? pair.replacedBy : pair.matched.replaced).get(line) ?? -1 : same
    return other === -1 ? null : { file: side === 'base' ? pair.currentFile : pair.baseFile, line: other }
  }

  const linesOf = (side: 'base' | 'current', version: VersionTexts): VersionLines => {
    const pairOf = (file: string): FilePair | undefined => (side === 'base' ? baseOf : currentOf).get(file)
    const isChanged = ({ file, line }: LineRef): boolean => {
      const pair = pairOf(file)
      return pair !== undefined && (side === 'base' ? pair.matched.currentOf : pair.matched.baseOf)[line] === -1
    }
    return {
      isUsers: (file) => version.texts.has(file),
      isChanged,
      isInChangedFunction: ({ file, line }) => changedFunctions.has(`${pairOf(file)?.currentFile ?? file}\n${version.functionAt(file, line)}`),
      isNewCall(line, callee) {
        const other = counterpart(side, line)
        const pair = pairOf(line.file)
        if (other === null || pair === undefined) return true
        // An anonymous callback has the name of the function around it.
        if (callee.name === version.functionAt(line.file, line.line)) return false
        const text = (side === 'base' ? pair.currentLines : pair.baseLines)[other.line] ?? ''
        return !calls(text, callee)
      },
    }
  }

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
