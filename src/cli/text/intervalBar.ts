import type { Difference } from '../../core/comparison/difference.ts'
import { arrowOf } from '../../core/presentation/comparisonTitle.ts'
import { formatPercent } from '../../core/presentation/formatDifference.ts'
import type { Look, TerminalStyle } from './terminalStyle.ts'

/** Cells from one threshold to none. The bar goes to twice the threshold on both sides. */
const perThreshold = 8
const half = 2 * perThreshold
const barCells = 2 * half + 1

/** The threshold on both sides and none, named above a bar: `−15%   0   +15%`. */
export function intervalScale(threshold: number): string {
  const cells = Array.from({ length: barCells + 4 }, () => ' ')
  const write = (text: string, centre: number) => {
    const start = Math.max(0, centre - Math.floor(text.length / 2))
    for (const [index, each] of Array.from(text).entries()) cells[start + index] = each
  }
  write(`−${formatPercent(threshold)}`, perThreshold)
  write('0', half)
  write(`+${formatPercent(threshold)}`, half + perThreshold)
  return cells.join('').trimEnd()
}

/**
 * A difference drawn against none (`│`) and its threshold on both sides (`┊`): the interval as a line, the estimate as a dot. What lies
 * beyond twice the threshold is an arrowhead at the end.
 */
export function intervalBar(difference: Difference, style: TerminalStyle): string {
  const { relativeDifference, confidenceInterval, threshold } = difference
  const cells = Array.from({ length: barCells }, (_, cell): { text: string; look: Look } => {
    const at = Math.abs(cell - half)
    return { text: at === 0 ? '│' : at === perThreshold ? '┊' : ' ', look: 'dim' }
  })
  if (relativeDifference !== null) {
    const cellOf = (ratio: number) => half + Math.round((ratio / threshold) * perThreshold)
    const within = (cell: number) => Math.min(barCells - 1, Math.max(0, cell))
    const low = cellOf(confidenceInterval?.low ?? relativeDifference)
    const high = cellOf(confidenceInterval?.high ?? relativeDifference)
    const look = lookOf(difference)
    for (let cell = within(low); cell <= within(high); cell++) cells[cell] = { text: '━', look }
    const dot = cellOf(relativeDifference)
    if (low < 0) cells[0] = { text: '◀', look }
    if (high >= barCells) cells[barCells - 1] = { text: '▶', look }
    if (dot === within(dot)) cells[dot] = { text: '●', look }
  }
  return joined(cells, style)
}

/** Red for what fails a check, yellow for slower, green for what claims a gain. */
export function lookOf(difference: Pick<Difference, 'verdict'>): Look {
  if (difference.verdict === 'regression') return 'hot'
  const arrow = arrowOf(difference)
  return arrow === '▲' ? 'warm' : arrow === '▼' ? 'good' : 'plain'
}

/** Neighbours of one look in one piece. */
function joined(cells: readonly { readonly text: string; readonly look: Look }[], style: TerminalStyle): string {
  let text = ''
  for (let start = 0; start < cells.length;) {
    const look = cells[start]?.look ?? 'plain'
    let end = start
    while (cells[end]?.look === look) end++
    text += style(look, cells.slice(start, end).map((each) => each.text).join(''))
    start = end
  }
  return text
}
