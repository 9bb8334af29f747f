import { HeatlineError } from '../core/heatlineError.ts'
import { parseDuration } from '../core/parseDuration.ts'
import { defaultTimeBudgetMs } from './command.ts'
import type { ReportCommand } from './command.ts'
import { readAllowed, readProfileKind, takeOnly, valueOf } from './readOptions.ts'
import type { ReadOptions } from './readOptions.ts'

/** What `heatline report` was asked for. @throws HeatlineError when its arguments are wrong */
export function parseReportArguments(targets: readonly string[], read: ReadOptions): ReportCommand {
  takeOnly(read, 'heatline report', ['out', 'compare', 'base', 'try', 'call', 'allow', 'time-budget', 'kind', 'node'])
  const [first] = targets
  if (first === undefined) throw new HeatlineError('`heatline report` must be given functions, like src/cart.ts#total or src/cart.ts:12')
  const call = valueOf(read, 'call')
  if (call !== null && targets.length > 1) throw new HeatlineError(`--call is for one function, but ${targets.length} were given: ${targets.join(' ')}`)
  const timeBudget = valueOf(read, 'time-budget')
  const out = read.repeated.get('out') ?? ['heatline-report.html']
  const other = out.find((file) => !/\.(?:html?|md|markdown)$/iu.test(file))
  if (other !== undefined) throw new HeatlineError(`--out must name a file that ends in .html or .md, but was ${JSON.stringify(other)}`)
  const base = valueOf(read, 'base')
  return {
    kind: 'report',
    targets,
    out,
    tries: read.values.has('try'),
    compares: base !== null || read.values.has('compare'),
    base,
    call,
    allow: readAllowed(read),
    timeBudgetMs: timeBudget === null ? defaultTimeBudgetMs : parseDuration('--time-budget', timeBudget),
    profileKind: readProfileKind(read),
    nodePath: valueOf(read, 'node'),
  }
}
