import type { Run } from '../../core/comparison/run.ts'
import type { Workload } from '../../core/comparison/workload.ts'
import type { LineHeat } from '../../core/profile/attribution.ts'
import { toOneBased } from '../../core/position.ts'
import { countOf, describeEnvironment, describeMeasuring, describeOrigin, describeTiming, isRunOnce } from '../../core/presentation/describeRun.ts'
import { formatShare } from '../../core/presentation/formatShare.ts'
import { hasTooFewSamples } from '../../core/profile/isColoured.ts'
import { hasTotals } from '../../core/presentation/lineHeat.ts'
import { timingTitle } from '../../core/presentation/timingTitle.ts'
import { printable } from './displayWidth.ts'
import { foldLines } from '../../core/presentation/foldLines.ts'
import { functionTable } from './functionTable.ts'
import { hottestLines, linesToShow } from './hottestLines.ts'
import { heatHeading, heatRow } from './heatRows.ts'
import type { HeatRowOptions } from './heatRows.ts'
import { optimisationTable } from './optimisationTable.ts'
import { outcomeText } from './outcomeText.ts'
import { memoryText } from './memoryText.ts'
import type { RunTextOptions } from './runTextOptions.ts'
import { unmappedSamples } from './unmappedSamples.ts'
import { waitingText } from './waitingText.ts'

/** Lines of other functions and files that are shown, each. */
const mostElsewhere = 10
/** Where the lines elsewhere are the ones that matter. */
const mostOfOnce = 20
const leastShown = 0.005

/** A run for people, ending with a line break. */
export function runText(run: Run, options: RunTextOptions): string {
  const rows: HeatRowOptions = { style: options.style, width: options.width, hasTotals: run.attribution !== null && hasTotals(run.attribution), counts: run.evidence?.counts ?? null }
  const heat = run.attribution === null || hasTooFewSamples(run.attribution) ? [] : [profiledSource(run, options, rows), elsewhere(run, options, rows), functionTable(run.attribution, isRunOnce(run.workload) ? null : run.function, options)]
  const sections = [
    header(run, options),
    outcomeText(run, options),
    ...heat,
    waitingText(run, options),
    memoryText(run, options),
    run.evidence === undefined ? '' : optimisationTable(run.evidence, options),
    run.warnings.map((warning) => `${options.style('warm', '!')} ${printable(warning)}`).join('\n'),
    [describeMeasuring(run) + unreadable(run), describeEnvironment(run.environment)].map((line) => options.style('dim', line)).join('\n'),
  ]
  return `${sections.filter((section) => section !== '').join('\n\n')}\n`
}

function header(run: Run, { style, nameOf }: RunTextOptions): string {
  const { function: profiled, workload, timing } = run
  const title = timingTitle(run)
  const origin = describeOrigin(workload)
  const lines = [
    `${style('bold', profiled.name)}  ${style('dim', `${nameOf(profiled.file)}:${toOneBased(profiled.startLine)}`)}`,
    `  ${style('dim', labelOf(workload))}  ${printable(workload.expression.replaceAll(/\s*\n\s*/g, ' '))}${origin === null ? '' : style('dim', `  ${origin}`)}`,
  ]
  if (timing !== null && title !== null) {
    lines.push(`  ${style('dim', 'time')}  ${style('bold', title)}${style('dim', `  ${describeTiming(timing)}`)}`)
  }
  return lines.join('\n')
}

function labelOf({ kind }: Workload): string {
  return kind === 'test' ? 'test' : kind === 'program' ? 'run ' : 'call'
}

function profiledSource(run: Run, options: RunTextOptions, rows: HeatRowOptions): string {
  const source = options.linesOf(run.function.file)
  if (run.attribution === null || source === null) return ''
  const heat = new Map(run.attribution.lines.filter((each) => each.file === run.function.file).map((each) => [each.line, each]))
  const isHere = (line: number): boolean => run.function.startLine <= line && line <= run.function.endLine
  // Tests compute little themselves: what they call is below.
  if (isRunOnce(run.workload) && ![...heat].some(([line, { self }]) => isHere(line) && self.samples > 0)) return ''
  const lines = foldLines(run.function.startLine, run.function.endLine, (line) => (heat.get(line)?.self.samples ?? 0) > 0)
  const indent = commonIndent(source.slice(run.function.startLine, run.function.endLine + 1))
  return [
    heatHeading(rows, isRunOnce(run.workload) ? 'in all' : 'per call'),
    ...lines.map((each) => {
      if (each.kind === 'fold') return options.style('dim', `${'⋮'.padStart(6)}  ${countOf(each.lines, 'line')} without samples`)
      return heatRow(run.function.file, each.line, heat.get(each.line) ?? null, (source[each.line] ?? '').slice(indent), rows)
    }),
  ].join('\n')
}

function elsewhere(run: Run, options: RunTextOptions, rows: HeatRowOptions): string {
  const { startLine, endLine, file } = run.function
  const isInside = (each: LineHeat) => each.file === file && each.line >= startLine && each.line <= endLine
  const others = (run.attribution?.lines ?? []).filter((each) => !isInside(each))
  return isRunOnce(run.workload) ? hottestLines(linesToShow(others), mostOfOnce, options, rows) : hottestLines(others, mostElsewhere, options, rows)
}

/** Stacks that are no part of the shares above. */
function unreadable({ attribution }: Run): string {
  const share = attribution === null || hasTooFewSamples(attribution) ? 0 : unmappedSamples(attribution).unreadable
  return share >= leastShown ? ` · ${formatShare(share)} of stacks unreadable` : ''
}

function commonIndent(lines: readonly string[]): number {
  const indents = lines.filter((line) => line.trim() !== '').map((line) => line.length - line.trimStart().length)
  return Math.min(...indents, Number.MAX_SAFE_INTEGER)
}
