import { isColoured } from '../profile/isColoured.ts'
import type { Attribution, LineHeat, ShareEstimate } from '../profile/attribution.ts'
import { formatDuration } from './formatDuration.ts'
import { formatShare } from './formatShare.ts'
import type { FileAnchors } from './heatAnchor.ts'
import type { HeatMode } from './heatMode.ts'
import type { PlacedLine } from './placedLine.ts'

/** How strong a line's band is; 0 is none: too few samples to tell its share well. */
export type HeatLevel = 0 | 1 | 2 | 3 | 4 | 5

/** One line as the editor draws it. */
export interface DrawnLine {
  /** 0-based, now. */
  readonly line: number
  readonly level: HeatLevel
  readonly isStale: boolean
  /** For the line's end: `38% · 4.7 µs`. */
  readonly text: string
  /** 0 to 1, as shown; 0 where nothing was sampled. */
  readonly share: number
  /** Null where nothing was sampled. */
  readonly heat: LineHeat | null
  /** What a figure other than time says in its hover; null where time is shown. */
  readonly figureDetail: string | null
}

/** The least samples that a line's figure may rest on. */
const leastSamples = 10

/** The lower bounds of levels 2 to 5, as shares. */
const levelBounds = [0.05, 0.15, 0.3, 0.5] as const

/** From how much more on, of the run, a line's time with what it calls is told beside its self time. */
const notableCalls = 0.05

/** What a file's hot lines are drawn from. */
export interface FileHeat {
  /** Of the file. */
  readonly lines: readonly LineHeat[]
  /** Of the run. */
  readonly attribution: Attribution
  readonly anchors: FileAnchors
}

/** The hot lines of one file as they are to be drawn, top to bottom, one a line. */
export function drawLines(placed: readonly PlacedLine[], { lines, attribution, anchors }: FileHeat, mode: HeatMode): readonly DrawnLine[] {
  const heats = new Map(lines.map((heat) => [heat.line, heat]))
  const msPerSample = msPerCallPerSample(attribution)
  const drawn = new Map<number, DrawnLine>()
  for (const { line: measuredLine, position, isStale } of placed) {
    const heat = heats.get(measuredLine)
    if (position === null || heat === undefined) continue
    const { line } = position
    const figures = figuresOf(heat, attribution, anchors, mode, msPerSample)
    const other = drawn.get(line)
    if (figures === null || (other !== undefined && other.share >= figures.share)) continue
    const { share, isCertain, words } = figures
    drawn.set(line, { line, level: isCertain && !isStale ? levelOf(share) : 0, isStale, text: [...(isStale ? ['stale'] : []), ...words].join(' · '), share, heat, figureDetail: null })
  }
  return [...drawn.values()].toSorted((a, b) => a.line - b.line)
}

/** What is said of one line; null when too few samples fell on it. */
function figuresOf(heat: LineHeat, attribution: Attribution, anchors: FileAnchors, mode: HeatMode, msPerSample: number | null) {
  const estimate = estimateOf(heat, attribution, mode.time)
  if (estimate === null) return null
  const whole = mode.shareOf === 'function' ? functionSamples(heat, attribution, anchors) : null
  const shareIn = ({ share, samples }: ShareEstimate): number => (whole === null ? share : Math.min(1, samples / whole))
  const share = shareIn(estimate)
  const isTotal = mode.time === 'total' && hasTotals(attribution)
  const withCalls = isTotal ? null : callsBeyond(heat)
  const isKnown = estimate.samples >= leastSamples
  if (!isKnown && withCalls === null) return null
  const isCertain = isColoured(estimate)
  const words = [
    isKnown ? shareText(share, isCertain ? null : estimate, whole !== null, isTotal) : null,
    isKnown && msPerSample !== null ? formatDuration(estimate.samples * msPerSample) : null,
    withCalls === null ? null : `${formatShare(shareIn(withCalls))}${whole !== null && !isKnown ? ' of function' : ''} with calls`,
  ]
  return { share, isCertain, words: words.filter((word) => word !== null) }
}

/** The time of a line and what it calls, where that is notably more than its own: a line that only calls is not cold. */
function callsBeyond({ self, total }: LineHeat): ShareEstimate | null {
  return total !== null && total.samples >= leastSamples && total.share - self.share >= notableCalls ? total : null
}

/** What a line's figure rests on; self time where the recorder knows no call sites at all. */
function estimateOf(heat: LineHeat, attribution: Attribution, time: HeatMode['time']): ShareEstimate | null {
  return time === 'total' && hasTotals(attribution) ? heat.total : heat.self
}

/** Whether the run's recorder knew call sites, so that there are totals to show. */
export function hasTotals(attribution: Attribution): boolean {
  return attribution.lines.some((line) => line.total !== null)
}

/** Samples of the function that a line stands in, and of what it called; null where that is not known. */
export function functionSamples(heat: LineHeat, attribution: Attribution, anchors: FileAnchors): number | null {
  const anchor = anchors.lines[heat.line]
  if (anchor?.kind !== 'function') return null
  const owner = attribution.functions.find((candidate) => candidate.file === heat.file && candidate.name === anchor.name)
  const samples = owner?.total?.samples ?? 0
  return samples > 0 ? samples : null
}

/** Sampled computing time in milliseconds per call that one stack sample stands for; null where no call was counted. */
export function msPerCallPerSample(attribution: Attribution): number | null {
  const line = attribution.lines.find((candidate) => candidate.selfMsPerCall !== null && candidate.self.samples > 0)
  return line === undefined || line.selfMsPerCall === null ? null : line.selfMsPerCall / line.self.samples
}

/** How strong a share's band is. */
export function levelOf(share: number): HeatLevel {
  const levels = [1, 2, 3, 4, 5] as const
  return levels[levelBounds.filter((bound) => share >= bound).length] ?? 5
}

function shareText(share: number, unsure: ShareEstimate | null, ofFunction: boolean, isTotal: boolean): string {
  const points = unsure === null ? '' : ` ±${Math.round(((unsure.interval.high - unsure.interval.low) / 2) * 100)}`
  const figure = `${formatShare(share)}${points}${ofFunction ? ' of function' : ''}`
  return isTotal ? `${figure}${ofFunction ? ',' : ''} total` : figure
}
