import type { LineCount } from '../../evidence/lineCounts.ts'
import type { Run } from '../../comparison/run.ts'
import { toOneBased } from '../../position.ts'
import type { LineHeat } from '../../profile/attribution.ts'
import { hasTooFewSamples, isColoured } from '../../profile/isColoured.ts'
import { foldLines } from '../foldLines.ts'
import { formatCount } from '../formatCount.ts'
import { formatDuration } from '../formatDuration.ts'
import { formatShare, formatShareInterval } from '../formatShare.ts'
import { levelOf } from '../lineHeat.ts'
import type { HeatLevel } from '../lineHeat.ts'

/** Source lines of one file with their heat, in the order of the text. */
export interface Listing {
  readonly file: string
  readonly hasTotals: boolean
  readonly hasCounts: boolean
  readonly lines: readonly ListedLine[]
}

/** A line, or how many without samples are left out. */
export type ListedLine = { readonly kind: 'fold'; readonly lines: number } | SourceLine

export interface SourceLine {
  readonly kind: 'line'
  /** 1-based. */
  readonly number: number
  readonly text: string
  /** 0 where too few samples tell the share well. */
  readonly level: HeatLevel
  /** 0 to 1. */
  readonly share: number
  /** `55%`; empty where no sample fell on it. */
  readonly self: string
  /** `54–57%` */
  readonly interval: string
  readonly total: string
  readonly perCall: string
  /** How often it runs in a call. */
  readonly count: string
}

/** Lines of other functions and files, in all. */
const mostElsewhere = 20

type LineOf = (file: string, line: number) => string | null

/** The profiled function, its cold stretches left out, and then the hottest lines elsewhere, by file. */
export function listingsOf(run: Run, lineOf: LineOf): readonly Listing[] {
  const { attribution, function: { file, startLine, endLine } } = run
  if (attribution === null || hasTooFewSamples(attribution)) return []
  const isInside = (each: { readonly file: string; readonly line: number }): boolean => each.file === file && each.line >= startLine && each.line <= endLine
  const own = attribution.lines.filter(isInside)
  const elsewhere = attribution.lines.filter((each) => !isInside(each) && each.self.samples > 0).slice(0, mostElsewhere)
  const ownListing = profiledListing(run, own, lineOf)
  const files = [...new Set(elsewhere.map((each) => each.file))]
  return [
    ...(ownListing === null ? [] : [ownListing]),
    ...files.map((each) => listingOf(run, each, elsewhere.filter((line) => line.file === each).toSorted((a, b) => a.line - b.line).map((heat) => lineOfListing(run, heat.file, heat.line, heat, (lineOf(heat.file, heat.line) ?? '').trimStart())))),
  ]
}

/** Null where no sample fell on it, as in a test, which computes little itself. */
function profiledListing(run: Run, own: readonly LineHeat[], lineOf: LineOf): Listing | null {
  if (own.length === 0) return null
  const { file, startLine, endLine } = run.function
  const heat = new Map(own.map((each) => [each.line, each]))
  const folded = foldLines(startLine, endLine, (line) => heat.has(line))
  const texts = folded.flatMap((each) => (each.kind === 'line' ? lineOf(file, each.line) ?? [] : [])).filter((text) => text.trim() !== '')
  const indent = Math.min(...texts.map((text) => text.length - text.trimStart().length), Infinity)
  return listingOf(run, file, folded.flatMap((each): ListedLine | readonly [] => {
    if (each.kind === 'fold') return each
    const text = lineOf(file, each.line)
    // Only hot lines are known of a run of an earlier session.
    return text === null && !heat.has(each.line) ? [] : lineOfListing(run, file, each.line, heat.get(each.line) ?? null, (text ?? '').slice(indent))
  }))
}

function listingOf({ attribution, evidence }: Run, file: string, lines: readonly ListedLine[]): Listing {
  return { file, lines, hasTotals: attribution?.lines.some(({ total }) => total !== null) ?? false, hasCounts: evidence?.counts !== undefined }
}

function lineOfListing({ evidence }: Run, file: string, line: number, heat: LineHeat | null, text: string): SourceLine {
  const isHot = heat !== null && heat.self.samples > 0
  return {
    kind: 'line',
    number: toOneBased(line),
    text: text.trimEnd(),
    level: isHot && isColoured(heat.self) ? levelOf(heat.self.share) : 0,
    share: heat?.self.share ?? 0,
    self: isHot ? formatShare(heat.self.share) : '',
    interval: isHot ? formatShareInterval(heat.self.interval) : '',
    total: heat?.total ? formatShare(heat.total.share) : '',
    perCall: isHot && heat.selfMsPerCall !== null ? formatDuration(heat.selfMsPerCall) : '',
    count: countText(evidence?.counts?.find((each) => each.file === file && each.line === line)),
  }
}

function countText(count: LineCount | undefined): string {
  return count === undefined ? '' : formatCount(count.perCall)
}
