import { parseDuration } from '../core/parseDuration.ts'
import { defaultTuneBudgetMs } from '../core/tune/searchValues.ts'
import type { TuneCommand } from './command.ts'
import { oneTarget } from './parseComparisonArguments.ts'
import { readAllowed, takeOnly, valueOf } from './readOptions.ts'
import type { ReadOptions } from './readOptions.ts'

/** What `heatline tune` was asked for. @throws HeatlineError when its arguments are wrong */
export function parseTuneArguments(rest: readonly string[], read: ReadOptions): TuneCommand {
  takeOnly(read, 'heatline tune', ['constant', 'range', 'call', 'allow', 'time-budget', 'json', 'node'])
  const timeBudget = valueOf(read, 'time-budget')
  return {
    kind: 'tune',
    target: oneTarget('heatline tune', rest),
    constant: valueOf(read, 'constant'),
    range: valueOf(read, 'range'),
    call: valueOf(read, 'call'),
    allow: readAllowed(read),
    timeBudgetMs: timeBudget === null ? defaultTuneBudgetMs : parseDuration('--time-budget', timeBudget),
    json: read.values.has('json'),
    nodePath: valueOf(read, 'node'),
  }
}
