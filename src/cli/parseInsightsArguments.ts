import { HeatlineError } from '../core/heatlineError.ts'
import { parseDuration } from '../core/parseDuration.ts'
import { toZeroBased } from '../core/position.ts'
import { defaultTimeBudgetMs } from './command.ts'
import type { DismissalChange, InsightsCommand } from './command.ts'
import { oneTarget } from './parseComparisonArguments.ts'
import { readAllowed, readProfileKind, takeOnly, valueOf } from './readOptions.ts'
import type { ReadOptions } from './readOptions.ts'

/** What `heatline insights` was asked for. @throws HeatlineError when its arguments are wrong */
export function parseInsightsArguments(rest: readonly string[], read: ReadOptions): InsightsCommand {
  takeOnly(read, 'heatline insights', ['try', 'dismiss', 'reason', 'bring-back', 'dismissed', 'call', 'allow', 'time-budget', 'kind', 'json', 'node'])
  const timeBudget = valueOf(read, 'time-budget')
  return {
    kind: 'insights',
    target: oneTarget('heatline insights', rest),
    tries: read.values.has('try'),
    change: changeOf(read),
    listsDismissed: read.values.has('dismissed'),
    call: valueOf(read, 'call'),
    allow: readAllowed(read),
    timeBudgetMs: timeBudget === null ? defaultTimeBudgetMs : parseDuration('--time-budget', timeBudget),
    profileKind: readProfileKind(read),
    json: read.values.has('json'),
    nodePath: valueOf(read, 'node'),
  }
}

function changeOf(read: ReadOptions): DismissalChange | null {
  const dismissed = valueOf(read, 'dismiss')
  const broughtBack = valueOf(read, 'bring-back')
  const reason = valueOf(read, 'reason')
  if (dismissed !== null && broughtBack !== null) throw new HeatlineError('--dismiss and --bring-back are opposites: leave one of the two out')
  if (dismissed === null && reason !== null) throw new HeatlineError('--reason goes with --dismiss <rule>')
  if (dismissed !== null) {
    if (reason === null) throw new HeatlineError('--dismiss must be given a reason, for whoever looks at it next: --reason "never more than ten elements"')
    return { kind: 'dismiss', ...ruleOf('--dismiss', dismissed), reason: reason.trim() }
  }
  return broughtBack === null ? null : { kind: 'bringBack', ...ruleOf('--bring-back', broughtBack) }
}

/** `lookup-in-loop`, or `lookup-in-loop:12`. */
function ruleOf(option: string, text: string): Pick<DismissalChange, 'rule' | 'line'> {
  const [, rule = '', line] = /^([a-z][a-z-]*)(?::([1-9]\d*))?$/u.exec(text) ?? []
  if (rule === '') throw new HeatlineError(`${option} must be followed by a rule as --json names it, like lookup-in-loop or lookup-in-loop:12, but was given ${JSON.stringify(text)}`)
  return { rule, line: line === undefined ? null : toZeroBased(Number(line)) }
}
