import { topLevelName } from '../profile/functionFinder.ts'
import type { LineRef } from '../profile/placedProfile.ts'
import { definedNames, wordsOf } from './definedNames.ts'
import type { CausesInput, SampledVersion } from './findCauses.ts'
import { msOf, ownMsOf, runsAlike } from './lineDifferences.ts'
import type { LineDifference } from './lineDifferences.ts'
import type { MatchedVersions } from './versionTexts.ts'

/** A line of one of two versions. */
export interface VersionLine {
  readonly side: 'base' | 'current'
  readonly line: LineRef
}

type ChangedLine = LineRef & { readonly text: string }

/** So much of a line's difference is its own where it does the same work in more time. */
const mostlyOwn = 0.7

/** Names are followed over so many lines, from a value to what made it. */
const mostSteps = 3

/** Whether an unchanged line runs as often as it did, as far as that was counted, and takes longer, or less long, by itself: it works with other values. */
export function hasOtherValues(hot: LineDifference): boolean {
  return runsAlike(hot) && Math.abs(ownMsOf(hot)) >= mostlyOwn * Math.abs(msOf(hot))
}

/**
 * The changed line that is the reason why an unchanged one takes longer; null where none is known to be.
 * Where the line runs more often it is the one that defines how often the loop around it does. Where it works with other
 * values:
 * 1. the nearest in its function that defines a name which it uses;
 * 2. the one that gives objects, or takes from them, most of the properties which it reads: V8 reads those by an object's shape;
 * 3. the one where its names come from, by way of unchanged lines and the functions that those call.
 */
export function reasonOf(hot: LineDifference, { base, current }: CausesInput, matched: MatchedVersions): VersionLine | null {
  const changed = matched.changedLines('current')
  if (hot.change === 'same' && !runsAlike(hot)) return asCurrent(changed.find(definesOneOf(namesInHeads(hot.line, current), hot.line, current)))
  if (!hasOtherValues(hot)) return null
  const { file, line } = hot.line
  const name = current.functionAt(file, line)
  const used = new Set(wordsOf(textAt(current, hot.line)))
  const defining = changed.findLast((each) => each.file === file && each.line < line && current.functionAt(file, each.line) === name && definedNames(each.text).some((defined) => used.has(defined)))
  return asCurrent(defining) ?? shapingLine(hot.line, base, current, matched) ?? asCurrent(sourceOf(used, hot.line, current, changed))
}

function asCurrent(line: ChangedLine | undefined): VersionLine | null {
  return line === undefined ? null : { side: 'current', line: { file: line.file, line: line.line } }
}

function textAt({ texts }: SampledVersion, { file, line }: LineRef): string {
  return texts.get(file)?.split('\n')[line] ?? ''
}

/** The names in the heads of the loops that a line stands in. */
function namesInHeads({ file, line }: LineRef, version: SampledVersion): ReadonlySet<string> {
  const heads = version.loopsOf(file).filter(({ startLine, endLine }) => startLine <= line && line <= endLine).map(({ startLine }) => textAt(version, { file, line: startLine }))
  return new Set(heads.flatMap((head) => wordsOf(inParentheses(head))))
}

/** The text from the first parenthesis to the one that closes it, or the end. */
function inParentheses(text: string): string {
  const start = text.indexOf('(')
  let depth = 0
  for (let at = start; at >= 0 && at < text.length; at++) {
    if (text[at] === '(') depth++
    else if (text[at] === ')' && --depth === 0) return text.slice(start, at)
  }
  return text.slice(Math.max(start, 0))
}

/** Whether a line defines one of some names where a function sees it: in itself, or outside of functions. */
function definesOneOf(names: ReadonlySet<string>, { file, line }: LineRef, version: SampledVersion): (each: ChangedLine) => boolean {
  const own = version.functionAt(file, line)
  return (each) => {
    const its = version.functionAt(each.file, each.line)
    return ((each.file === file && its === own) || its === topLevelName) && definedNames(each.text).some((defined) => names.has(defined))
  }
}

function shapingLine({ file, line }: LineRef, base: SampledVersion, current: SampledVersion, matched: MatchedVersions): VersionLine | null {
  const read = current.propertiesOf(file).read.get(line) ?? new Set<string>()
  for (const side of ['current', 'base'] as const) {
    const version = side === 'current' ? current : base
    const [best] = matched.changedLines(side)
      .map((each) => ({ each, common: [...version.propertiesOf(each.file).shaped.get(each.line) ?? []].filter((property) => read.has(property)).length }))
      .filter(({ common }) => common > 0)
      .toSorted((a, b) => b.common - a.common)
    if (best === undefined) continue
    // What takes a property away makes a dictionary of the object, whatever else is new about it.
    const { file: at, line: bestLine } = best.each
    const deleting = matched.changedLines(side).find((each) => each.file === at && /\bdelete\s/u.test(each.text) && version.functionAt(at, each.line) === version.functionAt(at, bestLine))
    return { side, line: { file: at, line: (deleting ?? best.each).line } }
  }
  return null
}

/** The changed line where the names on a line come from: one that defines them, or of a function that they name, or that a line names which defines them. */
export function sourceOf(used: ReadonlySet<string>, hot: LineRef, version: SampledVersion, changed: readonly ChangedLine[]): ChangedLine | undefined {
  const all = [...version.texts].flatMap(([file, text]) => text.split('\n').map((each, line) => ({ file, line, text: each })))
  let names = used
  for (let step = 0; step < mostSteps; step++) {
    const defines = definesOneOf(names, hot, version)
    const found = changed.find((each) => defines(each) || names.has(lastPart(version.functionAt(each.file, each.line))))
    if (found !== undefined) return found
    names = new Set([...names, ...all.filter(defines).flatMap(({ text }) => wordsOf(text))])
  }
  return undefined
}

function lastPart(name: string): string {
  return name.replace(/~\d+$/u, '').split(/[.#\s]/u).at(-1) ?? ''
}
