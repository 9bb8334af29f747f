import { formatDifference } from '../../core/presentation/formatDifference.ts'
import type { TriedValue, Tuning } from '../../core/tune/tuning.ts'
import { displayWidth, printable } from './displayWidth.ts'
import type { Look, TerminalStyle } from './terminalStyle.ts'

/** Cells of a row's bar. */
const barCells = 48

/** What takes more than that many times the present time is an arrowhead: what is about as quick would else be a dot. */
const slowestDrawn = 1.5

interface Row {
  readonly value: number
  readonly bar: string
  readonly said: string
  readonly look: Look
}

/** A row a value, the present one among them: its interval as a line, the estimate as a dot, the present time as `│`. */
export function tuningChart({ tried, constant, decision }: Pick<Tuning, 'tried' | 'constant' | 'decision'>, style: TerminalStyle): string {
  const ends = tried.flatMap((each) => (each.kind === 'measured' ? [each.time.relativeDifference ?? 0, each.time.confidenceInterval?.low ?? 0, each.time.confidenceInterval?.high ?? 0] : [])).map(logOf)
  const low = Math.min(0, ...ends)
  const high = Math.min(Math.log(slowestDrawn), Math.max(0, ...ends))
  // All of the same time: it stands in the middle.
  const span = Math.max(high - low, 0.02)
  const cellOf = (relativeDifference: number): number => Math.round(((logOf(relativeDifference) - low) / span) * (barCells - 1))
  const rows = [
    ...tried.map((each) => rowOf(each, cellOf, decision?.kind === 'better' && decision.value === each.value)),
    { value: constant.value, bar: drawn([{ from: cellOf(0), to: cellOf(0), text: '●' }], cellOf(0)), said: 'as it is', look: 'bold' } satisfies Row,
  ].toSorted((a, b) => a.value - b.value)
  const width = Math.max(...rows.map(({ value }) => String(value).length), constant.name.length)
  const saidWidth = Math.max(...rows.filter(({ bar }) => bar !== '').map(({ said }) => displayWidth(said)), 0)
  return [
    style('dim', `  ${constant.name.padStart(width)}  time against ${constant.value}`),
    ...rows.map(({ value, bar, said, look }) => `  ${style(look, String(value).padStart(width))}  ${bar === '' ? style('dim', printable(said)) : `${style(look, said)}${' '.repeat(saidWidth - displayWidth(said))}  ${style(look, bar.trimEnd())}`}`),
  ].join('\n')
}

function rowOf(each: TriedValue, cellOf: (relativeDifference: number) => number, isBest: boolean): Row {
  const { value } = each
  if (each.kind === 'excluded') return { value, bar: '', said: each.message.replaceAll(/\s*\n\s*/g, ' '), look: 'dim' }
  const { relativeDifference, confidenceInterval } = each.time
  const estimate = relativeDifference ?? 0
  const dot = cellOf(estimate)
  const from = cellOf(confidenceInterval?.low ?? estimate)
  const to = cellOf(confidenceInterval?.high ?? estimate)
  const bar = drawn([{ from, to, text: '━' }, { from: dot, to: dot, text: '●' }], cellOf(0))
  const isSlower = confidenceInterval !== null && confidenceInterval.low > 0
  return { value, bar, said: `${estimate < 0 ? '▼' : '▲'} ${formatDifference(estimate, confidenceInterval)}`, look: isBest ? 'good' : isSlower ? 'warm' : 'plain' }
}

/** Cells from left to right; what goes beyond the right end is an arrowhead there. */
function drawn(marks: readonly { readonly from: number; readonly to: number; readonly text: string }[], present: number): string {
  const cells = Array.from({ length: barCells }, (_, cell): string => (cell === present ? '│' : ' '))
  for (const { from, to, text } of marks) {
    for (let cell = Math.max(0, from); cell <= Math.min(barCells - 1, to); cell++) cells[cell] = text === '━' && cell === present ? '┿' : text
    if (to >= barCells) cells[barCells - 1] = '▶'
  }
  return cells.join('')
}

function logOf(relativeDifference: number): number {
  return Math.log1p(Math.max(-0.999, relativeDifference))
}
