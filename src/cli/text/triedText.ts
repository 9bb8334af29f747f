import type { Workload } from '../../core/comparison/workload.ts'
import { isConfirmed } from '../../core/insights/measuredEffect.ts'
import { isWorse } from '../../core/insights/triedFunction.ts'
import type { TriedFunction } from '../../core/insights/triedFunction.ts'
import { describeEffect } from '../../core/presentation/describeInsight.ts'
import { describeOrigin } from '../../core/presentation/describeRun.ts'
import { printable } from './displayWidth.ts'
import type { RunTextOptions } from './runTextOptions.ts'

/** What came of a patch for people, ending with a line break. @param leftOut ids of functions that it changes too */
export function triedText(functions: readonly TriedFunction[], leftOut: readonly string[], { style, nameOf }: Pick<RunTextOptions, 'style' | 'nameOf'>): string {
  const entries = functions.map(({ file, name, workload, effect, message }) => {
    const title = style('bold', printable(`${nameOf(file)}#${name}`))
    if (effect === null) return `${title}\n${(message ?? '').split('\n').map((line) => `  ${style('dim', printable(line))}`).join('\n')}`
    return `${title}\n${callOf(workload, style)}  ${style(isConfirmed(effect) ? 'good' : isWorse(effect) ? 'warm' : 'dim', printable(describeEffect(effect)))}`
  })
  const rest = leftOut.length === 0 ? [] : [`It changes ${leftOut.length} more; to try one, name it: ${leftOut.map(printable).join(', ')}`]
  return [...entries, ...rest].join('\n\n').concat('\n')
}

/** The inputs that it holds for, on a line of their own. */
function callOf(workload: Workload | null, style: RunTextOptions['style']): string {
  if (workload === null) return ''
  const origin = describeOrigin(workload)
  return `  ${style('dim', 'call')}  ${printable(workload.expression.replaceAll(/\s*\n\s*/g, ' '))}${origin === null ? '' : style('dim', `  ${printable(origin)}`)}\n`
}
