import type { Run } from '../../core/comparison/run.ts'
import { toOneBased } from '../../core/position.ts'
import { formatShare } from '../../core/presentation/formatShare.ts'
import { hasTotals } from '../../core/presentation/lineHeat.ts'
import { cutToWidth, displayWidth, printable } from './displayWidth.ts'
import type { TerminalStyle } from './terminalStyle.ts'

const mostFunctions = 10

/** The hottest functions, then garbage collection and what no line can be given; empty where nothing was sampled. */
export function functionTable(run: Run, options: { readonly style: TerminalStyle; readonly width: number | null }): string {
  const { attribution } = run
  if (attribution === null || attribution.stackSamples === 0) return ''
  const totals = hasTotals(attribution)
  const shown = attribution.functions.slice(0, mostFunctions)
  const rows = shown.map((each) => ({
    self: formatShare(each.self.share),
    total: each.total === null ? '' : formatShare(each.total.share),
    name: printable(each.name),
    place: `${each.file}:${toOneBased(each.line)}`,
  }))
  rows.push({ self: formatShare(attribution.garbageCollection.share), total: '', name: '(garbage collection)', place: '' })
  if (attribution.unmappedShare > 0) rows.push({ self: formatShare(attribution.unmappedShare), total: '', name: '(unmapped)', place: '' })
  const nameWidth = Math.min(Math.max(...rows.map((row) => displayWidth(row.name))), 40)
  const lines = rows.map((row) => {
    const name = cutToWidth(row.name, nameWidth)
    const figures = [row.self.padStart(6), ...(totals ? [row.total.padStart(5)] : []), name + ' '.repeat(nameWidth - displayWidth(name))]
    const used = displayWidth(figures.join('  ')) + 2
    const place = options.width === null ? row.place : cutToWidth(row.place, Math.max(options.width - used, 10))
    return [...figures, options.style('dim', place)].join('  ').trimEnd()
  })
  const heading = ['self'.padStart(6), ...(totals ? ['total'] : []), 'function'].join('  ')
  const more = attribution.functions.length - shown.length
  return [options.style('dim', heading), ...lines, ...(more > 0 ? [options.style('dim', `and ${more} more`)] : [])].join('\n')
}
