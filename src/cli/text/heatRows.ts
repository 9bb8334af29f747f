import type { LineHeat, ShareEstimate } from '../../core/profile/attribution.ts'
import { isColoured } from '../../core/profile/isColoured.ts'
import { toOneBased } from '../../core/position.ts'
import type { LineCount } from '../../core/evidence/lineCounts.ts'
import { formatCount } from '../../core/presentation/formatCount.ts'
import { formatDuration } from '../../core/presentation/formatDuration.ts'
import { formatShare } from '../../core/presentation/formatShare.ts'
import { levelOf } from '../../core/presentation/lineHeat.ts'
import { cutToWidth, printable } from './displayWidth.ts'
import { heatBar } from './heatBar.ts'
import type { Look, TerminalStyle } from './terminalStyle.ts'

/** What lines with heat are drawn with. */
export interface HeatRowOptions {
  readonly style: TerminalStyle
  /** Cells of the terminal, null for as many as it takes. */
  readonly width: number | null
  /** False where the recorder knows no call sites: the column is left out. */
  readonly hasTotals: boolean
  /** How often lines run; null where that was not counted: the column is left out. */
  readonly counts: readonly LineCount[] | null
}

const barCells = 10
const runsCells = 7

/** The columns' names. */
export function heatHeading(options: HeatRowOptions, time: 'per call' | 'in all'): string {
  const columns = ['line'.padStart(6), `${'self'.padStart(5)} ${' '.repeat(barCells)}`, ...(options.hasTotals ? ['total'] : []), time.padStart(8), ...(options.counts === null ? [] : ['runs'.padStart(runsCells)])]
  return options.style('dim', columns.join('  '))
}

/** One source line: number, self share and its bar, total share, sampled time per call, how often it runs, source. */
export function heatRow(file: string, line: number, heat: LineHeat | null, source: string, options: HeatRowOptions): string {
  const { style } = options
  const look = heat === null ? 'dim' : lookOf(heat.self)
  const self = heat !== null && heat.self.samples > 0 ? formatShare(heat.self.share) : ''
  const total = heat?.total ? formatShare(heat.total.share) : ''
  const perCall = heat?.selfMsPerCall ? formatDuration(heat.selfMsPerCall) : ''
  const figures = [
    style('dim', String(toOneBased(line)).padStart(6)),
    `${style(look, self.padStart(5))} ${style(look, heatBar(heat?.self.share ?? 0, barCells))}`,
    ...(options.hasTotals ? [style(heat?.total ? lookOf(heat.total) : 'dim', total.padStart(5))] : []),
    perCall.padStart(8),
    ...(options.counts === null ? [] : [runsOf(options.counts, file, line).padStart(runsCells)]),
  ]
  const used = 6 + 2 + 5 + 1 + barCells + 2 + (options.hasTotals ? 7 : 0) + 8 + 2 + (options.counts === null ? 0 : runsCells + 2)
  const shown = printable(source).trimEnd()
  const text = options.width === null ? shown : cutToWidth(shown, Math.max(options.width - used, 10))
  return [...figures, style(heat === null ? 'dim' : 'plain', text)].join('  ').trimEnd()
}

function runsOf(counts: readonly LineCount[], file: string, line: number): string {
  const count = counts.find((each) => each.file === file && each.line === line)
  return count === undefined ? '' : formatCount(count.perCall)
}

/** A few samples are shown, but not in a colour that says they are sure. */
function lookOf(estimate: ShareEstimate): Look {
  if (!isColoured(estimate)) return 'dim'
  const level = levelOf(estimate.share)
  return level >= 3 ? 'hot' : level === 2 ? 'warm' : 'plain'
}
