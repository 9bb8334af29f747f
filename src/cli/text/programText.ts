import type { ProgramRun, ThreadRun } from '../../core/comparison/programRun.ts'
import { toOneBased } from '../../core/position.ts'
import { countOf } from '../../core/presentation/describeRun.ts'
import { formatDuration } from '../../core/presentation/formatDuration.ts'
import type { Attribution } from '../../core/profile/attribution.ts'
import { hasTooFewSamples } from '../../core/profile/isColoured.ts'
import { cutToWidth, printable } from './displayWidth.ts'
import { functionTable } from './functionTable.ts'
import { hottestLines, linesToShow } from './hottestLines.ts'
import type { RunTextOptions } from './runTextOptions.ts'

const mostThreads = 12
const mostLines = 20

/**
 * A program's run for people, ending with a line break.
 * @param chosen 0-based: the thread whose lines are shown; null for all of them together
 */
export function programText(run: ProgramRun, chosen: number | null, options: RunTextOptions): string {
  const thread = chosen === null ? null : run.threads[chosen] ?? null
  const attribution = thread?.attribution ?? run.attribution
  const sections = [
    header(run, options),
    threadTable(run.threads, chosen, options),
    ...(hasTooFewSamples({ stackSamples: mappedSamples(attribution) }) ? [tooFew(attribution)] : [hottestLines(linesToShow(attribution.lines), mostLines, options), functionTable(attribution, null, options)]),
    run.warnings.map((warning) => `${options.style('warm', '!')} ${printable(warning)}`).join('\n'),
  ]
  return `${sections.filter((section) => section !== '').join('\n\n')}\n`
}

function header(run: ProgramRun, { style }: RunTextOptions): string {
  const ending = run.exit.signal === null ? `exit code ${run.exit.code ?? 'unknown'}` : `ended by ${run.exit.signal}`
  return `${style('bold', printable(run.command.join(' ')))}  ${style('dim', `${ending} · ${formatDuration(run.durationMs)}`)}`
}

function threadTable(threads: readonly ThreadRun[], chosen: number | null, { style, width }: RunTextOptions): string {
  if (threads.length === 0) return ''
  const shown = threads.map((thread, index) => ({ thread, index })).filter(({ index }) => index < mostThreads || index === chosen)
  const rows = shown.map(({ thread, index }) => {
    const { busyMs, attribution, pid, threadId, title, nodeVersion } = thread
    const name = threadId === 0 ? `node ${title}` : title
    const text = [
      `${index === chosen ? '>' : ' '}${String(toOneBased(index)).padStart(3)}`,
      formatDuration(busyMs).padStart(8),
      countOf(Math.round(attribution.stackSamples), 'sample').padStart(14),
      `${String(pid).padStart(7)}${threadId === 0 ? '   ' : `.${threadId}`.padEnd(3)}`,
      `${name}${threadId === 0 ? `  Node ${nodeVersion}` : ''}`,
    ].join('  ')
    return style(index === chosen ? 'bold' : 'plain', width === null ? printable(text) : cutToWidth(printable(text), width))
  })
  const more = threads.length - shown.length
  return [
    style('dim', ['   #', 'busy'.padStart(8), 'samples'.padStart(14), 'process'.padStart(7).padEnd(10), chosen === null ? 'all of these together are shown below; --thread <n> shows one' : ''].join('  ').trimEnd()),
    ...rows,
    ...(more > 0 ? [style('dim', `and ${countOf(more, 'more thread')}`)] : []),
  ].join('\n')
}

/** Node starts up for longer than some programs run. */
function mappedSamples({ stackSamples, unmappedShare }: Attribution): number {
  return stackSamples * (1 - unmappedShare)
}

function tooFew(attribution: Attribution): string {
  return `${countOf(Math.round(mappedSamples(attribution)), 'stack sample')} of the program's own code: too few to tell hot lines.`
}
