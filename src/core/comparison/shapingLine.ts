import type { LineRef } from '../profile/placedProfile.ts'
import type { CausesInput } from './findCauses.ts'
import { msOf, ownMsOf } from './lineDifferences.ts'
import type { LineDifference } from './lineDifferences.ts'
import type { MatchedVersions } from './versionTexts.ts'

/** So much of a line's difference is its own where it does the same work in more time. */
const mostlyOwn = 0.7

/** Runs per call that differ by less are as many. */
const sameRuns = 0.02

/**
 * Where an unchanged line runs as often as it did and takes longer by itself, its values are others. The reason is the changed line
 * of its function that defines a name which it uses, the nearest; else the one that gives objects, or takes from them, most of the
 * properties which it reads: V8 reads those by an object's shape. Null where there is none, or where runs were not counted.
 */
export function shapingLine(hot: LineDifference, { base, current }: CausesInput, matched: MatchedVersions): { readonly side: 'base' | 'current'; readonly line: LineRef } | null {
  const { runs, line: { file, line } } = hot
  if (hot.change !== 'same' || runs.base === 0 || Math.abs(runs.current / runs.base - 1) > sameRuns || Math.abs(ownMsOf(hot)) < mostlyOwn * Math.abs(msOf(hot))) return null
  const used = new Set(wordsOf(current.texts.get(file)?.split('\n')[line] ?? ''))
  const name = current.functionAt(file, line)
  const defining = matched.changedLines('current').findLast((each) => each.file === file && each.line < line && current.functionAt(file, each.line) === name && namesDefinedOn(each.text).some((defined) => used.has(defined)))
  if (defining !== undefined) return { side: 'current', line: { file, line: defining.line } }

  const read = current.propertiesOf(file).read.get(line) ?? new Set<string>()
  for (const side of ['current', 'base'] as const) {
    const version = side === 'current' ? current : base
    const [best] = matched.changedLines(side)
      .map((each) => ({ each, common: [...version.propertiesOf(each.file).shaped.get(each.line) ?? []].filter((property) => read.has(property)).length }))
      .filter(({ common }) => common > 0)
      .toSorted((a, b) => b.common - a.common)
    if (best !== undefined) return { side, line: { file: best.each.file, line: best.each.line } }
  }
  return null
}

/** `const total =`, `const { a, b: c } =`, `total =`: roughly, what looks like a definition. */
function namesDefinedOn(text: string): readonly string[] {
  const [, declared, assigned] = /^\s*(?:(?:const|let|var)\s+([^=]+?)\s*=|([\p{L}_$][\p{L}\p{N}_$]*)\s*=)[^=>]/u.exec(text) ?? []
  return wordsOf(declared ?? assigned ?? '')
}

function wordsOf(text: string): readonly string[] {
  return text.split(/[^\p{L}\p{N}_$]+/u).filter((word) => word !== '')
}
