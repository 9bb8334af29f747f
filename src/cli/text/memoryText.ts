import { assertNever } from '../../core/assertNever.ts'
import type { Run } from '../../core/comparison/run.ts'
import type { Collections } from '../../core/evidence/collections.ts'
import type { Growth } from '../../core/evidence/growth.ts'
import type { LineAllocations } from '../../core/evidence/lineAllocations.ts'
import { toOneBased } from '../../core/position.ts'
import { countOf } from '../../core/presentation/describeRun.ts'
import { formatBytes } from '../../core/presentation/formatBytes.ts'
import { formatDuration } from '../../core/presentation/formatDuration.ts'
import { formatShare } from '../../core/presentation/formatShare.ts'
import { cutToWidth, printable } from './displayWidth.ts'
import type { RunTextOptions } from './runTextOptions.ts'

const mostLines = 8

/** Of what all lines allocate, the least that is shown of one. */
const leastShown = 0.01

/** What a run found out about memory; empty where nothing was asked for. */
export function memoryText({ evidence, allocatedBytesPerCall, function: profiled }: Run, options: RunTextOptions): string {
  const { allocations, collections, growth } = evidence ?? {}
  const { style } = options
  const facts = [
    ...(allocations === undefined || allocatedBytesPerCall === null ? [] : [['allocated', `${formatBytes(allocatedBytesPerCall)} a call`] as const]),
    ...(collections === undefined ? [] : [['collections', describeCollections(collections)] as const]),
    ...(growth === undefined ? [] : [['kept', describeGrowth(growth)] as const]),
  ]
  return [
    ...(facts.length === 0 ? [] : [style('bold', 'Memory')]),
    ...facts.map(([name, text]) => `  ${style('dim', name.padEnd(11))}  ${text}`),
    ...(allocations === undefined ? [] : lineRows(allocations, profiled.file, options)),
  ].join('\n')
}

function describeCollections({ calls, pauseMsPerCall, longestPauseMs, share, kinds }: Collections): string {
  if (kinds.length === 0) return `none in ${countOf(calls, 'call')}`
  const counts = kinds.map(({ kind, count }) => `${count.toLocaleString('en-US')} ${kind === 'weakCallbacks' ? 'of weak references' : kind}`).join(', ')
  return `${formatShare(share)} of the time, ${formatDuration(pauseMsPerCall)} a call, the longest ${formatDuration(longestPauseMs)}: ${counts} in ${countOf(calls, 'call')}`
}

function describeGrowth({ verdict, bytesPerCall, confidenceInterval: { low, high }, calls }: Growth): string {
  switch (verdict) {
    case 'grows': return `${formatBytes(bytesPerCall)} more with each call (${formatBytes(low)} to ${formatBytes(high)}), in ${countOf(calls, 'call')}`
    case 'steady': return `nothing that grows, in ${countOf(calls, 'call')}`
    case 'unsure': return `cannot be told in ${countOf(calls, 'call')}: ${formatBytes(low)} to ${formatBytes(high)} more with each`
    default: return assertNever(verdict)
  }
}

/** Lines of the profiled function's file go without its name. */
function lineRows(allocations: readonly LineAllocations[], ownFile: string, { style, width, linesOf, nameOf }: RunTextOptions): readonly string[] {
  const all = allocations.reduce((sum, { bytesPerCall }) => sum + bytesPerCall, 0)
  const shown = allocations.filter(({ bytesPerCall }) => bytesPerCall >= leastShown * all).slice(0, mostLines)
  const places = shown.map(({ file, line }) => `${file === ownFile ? '' : `${nameOf(file)}:`}${toOneBased(line)}`)
  const cells = Math.max(6, ...places.map((place) => place.length))
  return shown.map(({ file, line, bytesPerCall }, index) => {
    const figures = `${(places[index] ?? '').padStart(cells)}  ${formatBytes(bytesPerCall).padStart(8)}  ${formatShare(bytesPerCall / all).padStart(4)}  `
    const source = printable(linesOf(file)?.[line]?.trim() ?? '')
    return `${style('dim', figures.slice(0, cells))}${figures.slice(cells)}${width === null ? source : cutToWidth(source, Math.max(width - figures.length, 10))}`.trimEnd()
  })
}
