import { parseDuration } from '../core/parseDuration.ts'
import { defaultTimeBudgetMs } from './command.ts'
import type { InsightsCommand } from './command.ts'
import { oneTarget } from './parseComparisonArguments.ts'
import { readAllowed, readProfileKind, takeOnly, valueOf } from './readOptions.ts'
import type { ReadOptions } from './readOptions.ts'

/** What `heatline insights` was asked for. @throws HeatlineError when its arguments are wrong */
export function parseInsightsArguments(rest: readonly string[], read: ReadOptions): InsightsCommand {
  takeOnly(read, 'heatline insights', ['try', 'call', 'allow', 'time-budget', 'kind', 'json', 'node'])
  const timeBudget = valueOf(read, 'time-budget')
  return {
    kind: 'insights',
    target: oneTarget('heatline insights', rest),
    tries: read.values.has('try'),
    call: valueOf(read, 'call'),
    allow: readAllowed(read),
    timeBudgetMs: timeBudget === null ? defaultTimeBudgetMs : parseDuration('--time-budget', timeBudget),
    profileKind: readProfileKind(read),
    json: read.values.has('json'),
    nodePath: valueOf(read, 'node'),
  }
}
