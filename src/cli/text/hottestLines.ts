import type { LineHeat } from '../../core/profile/attribution.ts'
import { isOwnFile } from '../../core/profile/packageOf.ts'
import { countOf } from '../../core/presentation/describeRun.ts'
import { heatRow } from './heatRows.ts'
import type { HeatRowOptions } from './heatRows.ts'
import type { RunTextOptions } from './runTextOptions.ts'

/** A few samples are chance. */
const leastSamples = 3
/** Nobody reads on in a line of generated code. */
const longestLine = 200

/**
 * The hottest lines by file, in the order of the text.
 * @param most how many are shown
 * @param columns which there are beside those that all have
 */
export function hottestLines(lines: readonly LineHeat[], most: number, options: RunTextOptions, columns: Pick<HeatRowOptions, 'hasTotals' | 'counts'> = { hasTotals: false, counts: null }): string {
  const rows: HeatRowOptions = { style: options.style, width: options.width, ...columns }
  const sampled = lines.filter((each) => each.self.samples > 0)
  const shown = sampled.toSorted((a, b) => b.self.share - a.self.share).slice(0, most)
  const files = [...new Set(shown.map((each) => each.file))]
  const sections = files.map((each) => {
    const source = options.linesOf(each)
    const ofFile = shown.filter((line) => line.file === each).toSorted((a, b) => a.line - b.line)
    return [options.style('bold', options.nameOf(each)), ...ofFile.map((line) => heatRow(line.file, line.line, line, cut((source?.[line.line] ?? '').trimStart()), rows))].join('\n')
  })
  if (sampled.length > shown.length) sections.push(options.style('dim', `and ${countOf(sampled.length - shown.length, 'more line')}`))
  return sections.join('\n')
}

/** Of a whole program's lines those that its user wrote, where there are any: nobody changes a package's. */
export function linesToShow(lines: readonly LineHeat[]): readonly LineHeat[] {
  const shown = lines.filter(({ self }) => self.samples >= leastSamples)
  const own = shown.filter(({ file }) => isOwnFile(file))
  return own.length > 0 ? own : shown
}

function cut(text: string): string {
  return text.length <= longestLine ? text : `${text.slice(0, longestLine - 1)}…`
}
