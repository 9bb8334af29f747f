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
 * Where an unchanged line runs as often as it did and takes longer by itself, the objects are others: V8 reads properties by an
 * object's shape. The reason is the changed line that gives, or takes, most of the properties which the line reads; the first of
 * several. Null where there is none, or where runs were not counted.
 */
export function shapingLine(hot: LineDifference, { base, current }: CausesInput, matched: MatchedVersions): { readonly side: 'base' | 'current'; readonly line: LineRef } | null {
  const { runs } = hot
  if (hot.change !== 'same' || runs.base === 0 || Math.abs(runs.current / runs.base - 1) > sameRuns || Math.abs(ownMsOf(hot)) < mostlyOwn * Math.abs(msOf(hot))) return null
  const read = current.propertiesOf(hot.line.file).read.get(hot.line.line) ?? new Set<string>()
  for (const side of ['current', 'base'] as const) {
    const version = side === 'current' ? current : base
    const [best] = matched.changedLines(side)
      .map((line) => ({ line, common: [...version.propertiesOf(line.file).shaped.get(line.line) ?? []].filter((name) => read.has(name)).length }))
      .filter(({ common }) => common > 0)
      .toSorted((a, b) => b.common - a.common)
    if (best !== undefined) return { side, line: { file: best.line.file, line: best.line.line } }
  }
  return null
}
