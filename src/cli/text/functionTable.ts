import type { Attribution, FunctionHeat } from '../../core/profile/attribution.ts'
import { toOneBased } from '../../core/position.ts'
import { isOwnFile, packageOf } from '../../core/profile/packageOf.ts'
import { countOf } from '../../core/presentation/describeRun.ts'
import { formatShare } from '../../core/presentation/formatShare.ts'
import { hasTotals } from '../../core/presentation/lineHeat.ts'
import { cutPathToWidth, cutToWidth, displayWidth, printable } from './displayWidth.ts'
import type { RunTextOptions } from './runTextOptions.ts'
import { unmappedSamples } from './unmappedSamples.ts'

const mostFunctions = 10
const mostNames = 3
const leastUnmapped = 0.005

/**
 * The hottest functions, then what is nobody's to change: Node's own code in one row, and garbage collection. Empty where
 * that says nothing new, as all is in the profiled function itself.
 * @param profiled null where a whole program was
 */
export function functionTable(attribution: Attribution, profiled: Pick<FunctionHeat, 'file' | 'name'> | null, options: Pick<RunTextOptions, 'style' | 'width' | 'nameOf'>): string {
  if (attribution.stackSamples === 0) return ''
  const { functions, garbageCollection } = attribution
  if (garbageCollection.share === 0 && unmappedSamples(attribution).nowhere < leastUnmapped && functions.every((each) => each.file === profiled?.file && each.name === profiled.name)) return ''
  const totals = profiled === null || hasTotals(attribution)
  // Where a whole program ran, its packages are to be told from what its user can change.
  const tellsPackages = profiled === null && functions.some(({ file }) => isOwnFile(file))
  const packages = tellsPackages ? functions.filter(({ file }) => packageOf(file) !== null) : []
  const own = functions.filter((each) => !isNodes(each) && !packages.includes(each))
  const shown = own.slice(0, mostFunctions)
  const rows = shown.map((each) => ({
    self: formatShare(each.self.share),
    total: each.total === null ? '' : formatShare(each.total.share),
    name: printable(each.name),
    place: `${options.nameOf(each.file)}:${toOneBased(each.line)}`,
    isPath: true,
  }))
  if (sumOf(packages) > 0) {
    const names = [...new Set(packages.map(({ file }) => packageOf(file) ?? ''))]
    rows.push({ self: formatShare(sumOf(packages)), total: '', name: '(packages)', place: shortList(names), isPath: false })
  }
  const nodes = functions.filter(isNodes)
  const nodesShare = sumOf(nodes)
  if (nodesShare > 0) rows.push({ self: formatShare(nodesShare), total: '', name: '(Node itself)', place: namesOf(nodes), isPath: false })
  if (garbageCollection.share > 0) rows.push({ self: formatShare(garbageCollection.share), total: '', name: '(garbage collection)', place: '', isPath: false })
  const { nowhere } = unmappedSamples(attribution)
  if (nowhere >= leastUnmapped) rows.push({ self: formatShare(nowhere), total: '', name: '(unmapped)', place: 'V8 and Node at work for no line, as when promises settle', isPath: false })
  const nameWidth = Math.min(Math.max(...rows.map((row) => displayWidth(row.name))), 40)
  const lines = rows.map((row) => {
    const name = cutToWidth(row.name, nameWidth)
    const figures = [row.self.padStart(6), ...(totals ? [row.total.padStart(5)] : []), name + ' '.repeat(nameWidth - displayWidth(name))]
    const used = displayWidth(figures.join('  ')) + 2
    const place = options.width === null ? row.place : (row.isPath ? cutPathToWidth : cutToWidth)(row.place, Math.max(options.width - used, 10))
    return [...figures, options.style('dim', place)].join('  ').trimEnd()
  })
  const heading = ['self'.padStart(6), ...(totals ? ['total'] : []), 'function'].join('  ')
  const more = own.length - shown.length
  return [options.style('dim', heading), ...lines, ...(more > 0 ? [options.style('dim', `and ${countOf(more, 'more function')}`)] : [])].join('\n')
}

/** Node's JavaScript is a dozen small functions below each one that the code calls. */
function isNodes({ file }: FunctionHeat): boolean {
  return file.startsWith('node:')
}

function namesOf(functions: readonly FunctionHeat[]): string {
  return shortList([...new Set(functions.map(({ name }) => printable(name)))].filter((name) => !name.startsWith('(')))
}

function shortList(names: readonly string[]): string {
  return [...names.slice(0, mostNames), ...(names.length > mostNames ? ['…'] : [])].join(', ')
}

function sumOf(functions: readonly FunctionHeat[]): number {
  return functions.reduce((sum, { self }) => sum + self.share, 0)
}
