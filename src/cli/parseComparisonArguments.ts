import { HeatlineError } from '../core/heatlineError.ts'
import { parseThreshold } from '../core/parseThreshold.ts'
import { closestName } from './closestName.ts'
import { checkFormats } from './command.ts'
import type { CheckCommand, CompareCommand, TrendCommand } from './command.ts'
import { readAllowed, takeOnly, valueOf } from './readOptions.ts'
import type { ReadOptions } from './readOptions.ts'

/** What `heatline compare` was asked for. @throws HeatlineError when its arguments are wrong */
export function parseCompareArguments(rest: readonly string[], read: ReadOptions): CompareCommand {
  takeOnly(read, 'heatline compare', ['base', 'threshold', 'call', 'allow', 'json', 'node'])
  return {
    kind: 'compare',
    target: oneTarget('heatline compare', rest),
    base: valueOf(read, 'base'),
    threshold: thresholdOf(read),
    call: valueOf(read, 'call'),
    allow: readAllowed(read),
    json: read.values.has('json'),
    nodePath: valueOf(read, 'node'),
  }
}

/** What `heatline check` was asked for. @throws HeatlineError when its arguments are wrong */
export function parseCheckArguments(paths: readonly string[], read: ReadOptions): CheckCommand {
  takeOnly(read, 'heatline check', ['base', 'changed', 'threshold', 'json', 'format', 'node'])
  const json = read.values.has('json')
  const named = valueOf(read, 'format')
  const format = checkFormats.find((each) => each === (named ?? 'text'))
  if (format === undefined) {
    const near = closestName(named ?? '', checkFormats)
    throw new HeatlineError(`--format must be one of ${checkFormats.join(', ')}, but was ${JSON.stringify(named)}${near === null ? '' : `; did you mean ${near}?`}`)
  }
  if (json && named !== null) throw new HeatlineError('--json and --format both say what is written: leave one of the two out')
  return {
    kind: 'check',
    paths,
    base: valueOf(read, 'base'),
    changed: read.values.has('changed'),
    threshold: thresholdOf(read),
    format: json ? 'json' : format,
    nodePath: valueOf(read, 'node'),
  }
}

/** What `heatline trend` was asked for. @throws HeatlineError when its arguments are wrong */
export function parseTrendArguments(rest: readonly string[], read: ReadOptions): TrendCommand {
  takeOnly(read, 'heatline trend', ['json'])
  return { kind: 'trend', target: oneTarget('heatline trend', rest), json: read.values.has('json') }
}

/** The one function that a command takes. @param command as it is typed @throws HeatlineError when there is none, or more */
export function oneTarget(command: string, rest: readonly string[]): string {
  const [target, ...more] = rest
  if (target === undefined) throw new HeatlineError(`\`${command}\` must be given a function, like src/cart.ts#total or src/cart.ts:12`)
  if (more.length > 0) throw new HeatlineError(`\`${command}\` takes one function but was given ${rest.length}: ${rest.join(' ')}`)
  return target
}

function thresholdOf(read: ReadOptions): number | null {
  const text = valueOf(read, 'threshold')
  return text === null ? null : parseThreshold('--threshold', text)
}
