import type { Run } from '../../core/comparison/run.ts'
import type { AwaitedLine } from '../../core/evidence/awaitedLine.ts'
import type { EventLoop } from '../../core/evidence/eventLoop.ts'
import type { SynchronousCall } from '../../core/evidence/synchronousCall.ts'
import type { UserMark } from '../../core/evidence/userMark.ts'
import { toOneBased } from '../../core/position.ts'
import { countOf } from '../../core/presentation/describeRun.ts'
import { formatCount } from '../../core/presentation/formatCount.ts'
import { formatDuration } from '../../core/presentation/formatDuration.ts'
import { formatShare } from '../../core/presentation/formatShare.ts'
import { cutToWidth, displayWidth, printable } from './displayWidth.ts'
import type { RunTextOptions } from './runTextOptions.ts'

/** Rows of a table that are shown, and the least part of a call's time that is worth one. */
const mostRows = 8
const leastShare = 0.01

/** What a call waits for and what holds its thread, for people; empty where neither was looked for or there is none worth a word. */
export function waitingText({ evidence, timing }: Pick<Run, 'evidence' | 'timing'>, options: RunTextOptions): string {
  if (evidence === undefined) return ''
  const leastMs = (timing?.medianMs ?? 0) * leastShare
  const sections = [awaitsTable(evidence.awaits ?? [], options), callsTable(evidence.synchronousCalls ?? [], leastMs, options), marksTable(evidence.marks ?? [], options), loopText(evidence.eventLoop)]
  return sections.filter((section) => section !== '').join('\n\n')
}

function awaitsTable(awaits: readonly AwaitedLine[], options: RunTextOptions): string {
  const shown = awaits.filter(({ share }) => share >= leastShare).toSorted((a, b) => b.coveredMsPerCall - a.coveredMsPerCall)
  return table(['waits', 'awaits', 'at once', 'per call'], shown.map((each) => ({
    figures: [formatDuration(each.coveredMsPerCall), formatCount(each.perCall), String(each.atOnce)],
    name: placeOf(each, options),
    more: options.linesOf(each.file)?.[each.line]?.trim() ?? '',
  })), options)
}

function callsTable(calls: readonly SynchronousCall[], leastMs: number, options: RunTextOptions): string {
  const shown = calls.filter(({ msPerCall }) => msPerCall >= leastMs)
  return table(['blocks', 'calls', 'per call'], shown.map((each) => ({
    figures: [formatDuration(each.msPerCall), formatCount(each.perCall)],
    name: placeOf(each, options),
    more: each.name,
  })), options)
}

function marksTable(marks: readonly UserMark[], options: RunTextOptions): string {
  return table(['measured', 'times', 'by the code itself, per call'], marks.map((each) => ({
    figures: [each.msPerCall === undefined ? '' : formatDuration(each.msPerCall), formatCount(each.perCall)],
    name: each.file === undefined || each.line === undefined ? '' : placeOf({ file: each.file, line: each.line }, options),
    more: each.name,
  })), options)
}

/** Of a function that is not asynchronous there is nothing to tell but its time. */
function loopText(loop: EventLoop | undefined): string {
  if (loop === undefined || loop.blockedShare === 1) return ''
  return `A call holds the event loop for ${formatShare(loop.blockedShare)} of its time: ${formatDuration(loop.meanMs)} at a stretch on average, ${formatDuration(loop.longestMs)} at most.`
}

interface Row {
  readonly figures: readonly string[]
  readonly name: string
  readonly more: string
}

const figureWidth = 8

function table(heading: readonly string[], rows: readonly Row[], { style, width }: RunTextOptions): string {
  if (rows.length === 0) return ''
  const shown = rows.slice(0, mostRows)
  const nameWidth = Math.max(...shown.map(({ name }) => displayWidth(name)))
  const lines = shown.map(({ figures, name, more }) => {
    const left = [...figures.map((each) => each.padStart(figureWidth)), name + ' '.repeat(nameWidth - displayWidth(name))].join('  ')
    const text = printable(more)
    return `${left}  ${style('dim', width === null ? text : cutToWidth(text, Math.max(width - displayWidth(left) - 2, 10)))}`.trimEnd()
  })
  const last = heading.length - 1
  const title = style('dim', heading.map((each, index) => (index === last ? each : each.padStart(figureWidth))).join('  '))
  return [title, ...lines, ...(rows.length > shown.length ? [style('dim', `and ${countOf(rows.length - shown.length, 'more row')}`)] : [])].join('\n')
}

function placeOf({ file, line }: { readonly file: string; readonly line: number }, { nameOf }: RunTextOptions): string {
  return printable(`${nameOf(file)}:${toOneBased(line)}`)
}
