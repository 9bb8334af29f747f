import type { Scaling } from '../../core/comparison/scaling.ts'
import { toOneBased } from '../../core/position.ts'
import { describeEnvironment, describeOrigin } from '../../core/presentation/describeRun.ts'
import { formatDuration } from '../../core/presentation/formatDuration.ts'
import { growthText, scalingTitle } from '../../core/presentation/scalingTitle.ts'
import { printable } from './displayWidth.ts'
import { outcomeText } from './outcomeText.ts'
import type { RunTextOptions } from './runTextOptions.ts'

/** A scaling for people, ending with a line break. */
export function scalingText(scaling: Scaling, options: Omit<RunTextOptions, 'width'>): string {
  const { style } = options
  const sections = [
    header(scaling, options),
    outcomeText(scaling, options),
    table(scaling, options),
    scaling.warnings.map((warning) => `${style('warm', '!')} ${printable(warning)}`).join('\n'),
    [`${formatDuration(scaling.measuringMs)} of measuring, ${formatDuration(scaling.loadingMs)} of loading`, describeEnvironment(scaling.environment)].map((line) => style('dim', line)).join('\n'),
  ]
  return `${sections.filter((section) => section !== '').join('\n\n')}\n`
}

function header(scaling: Scaling, { style, nameOf }: Pick<RunTextOptions, 'style' | 'nameOf'>): string {
  const { function: profiled, workload, fit } = scaling
  const origin = describeOrigin(workload)
  const lines = [
    `${style('bold', profiled.name)}  ${style('dim', `${nameOf(profiled.file)}:${toOneBased(profiled.startLine)}`)}`,
    `  ${style('dim', 'call')}  ${printable(workload.expression.replaceAll(/\s*\n\s*/g, ' '))}${origin === null ? '' : style('dim', `  ${origin}`)}`,
  ]
  if (fit !== null) lines.push(`  ${style('dim', 'time')}  ${style('bold', `~ ${scalingTitle(scaling)}`)}  ${growthText(fit)}`)
  return lines.join('\n')
}

/** A row a size: its time, how much more the slowest process took, and how many times that of half the size it is. */
function table({ sizes, fit }: Scaling, { style }: Pick<RunTextOptions, 'style'>): string {
  if (sizes.length === 0) return ''
  const rows = sizes.map(({ size, ms, processesMs }, index) => {
    const half = sizes[index - 1]
    const figures = [
      size.toLocaleString('en-US').padStart(10),
      formatDuration(ms).padStart(9),
      `+${(100 * (Math.max(...processesMs) / ms - 1)).toFixed(0)}%`.padStart(9),
      (half === undefined ? '' : `×${(ms / half.ms).toFixed(2)}`).padStart(9),
    ]
    const isOut = fit !== null && size < fit.fromSize
    return style(isOut ? 'dim' : 'plain', `${figures.join('  ').trimEnd()}${isOut ? '  left out' : ''}`)
  })
  return [style('dim', ['size'.padStart(10), 'per call'.padStart(9), 'slowest'.padStart(9), 'to half'.padStart(9)].join('  ')), ...rows].join('\n')
}
