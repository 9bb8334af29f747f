import { HeatlineError } from '../core/heatlineError.ts'
import { parseDuration } from '../core/parseDuration.ts'
import { budgetsOfScaling } from '../engine/measure/scalingPlan.ts'
import { closestName } from './closestName.ts'
import { defaultTimeBudgetMs, isHelpTopic } from './command.ts'
import type { Command, HelpTopic } from './command.ts'
import { parseBaselineArguments } from './parseBaselineArguments.ts'
import { parseCheckArguments, parseCompareArguments, parseTrendArguments } from './parseComparisonArguments.ts'
import { parseInsightsArguments } from './parseInsightsArguments.ts'
import { parseReportArguments } from './parseReportArguments.ts'
import { parseRunArguments } from './parseRunArguments.ts'
import { parseTryArguments } from './parseTryArguments.ts'
import { parseTuneArguments } from './parseTuneArguments.ts'
import { readAllowed, readOptions, readProfileKind, takeOnly, valueOf } from './readOptions.ts'
import type { ReadOptions } from './readOptions.ts'

const commands = ['profile', 'scaling', 'insights', 'report', 'try', 'tune', 'compare', 'baseline', 'check', 'trend', 'run', 'help']

/**
 * What the arguments after `heatline` ask for.
 * @throws HeatlineError when they are wrong, in words that name the argument.
 */
export function parseArguments(args: readonly string[]): Command {
  // What follows is another program's: our options are not looked for in it.
  if (args[0] === 'run') return parseRunArguments(args.slice(1))
  const read = readOptions(args)
  const { values, positionals } = read
  const [name, ...rest] = positionals
  if (values.has('help') || name === 'help') return { kind: 'help', topic: topicOf(name === 'help' ? rest[0] : name) }
  if (values.has('version')) return { kind: 'version' }
  switch (name) {
    case undefined:
      if (args.length === 0) return { kind: 'help', topic: 'heatline' }
      throw new HeatlineError('a command is missing; `heatline profile <file>#<function>` profiles a function')
    case 'profile':
    case 'scaling':
      return parseProfileArguments(name, rest, read)
    case 'insights':
      return parseInsightsArguments(rest, read)
    case 'report':
      return parseReportArguments(rest, read)
    case 'tune':
      return parseTuneArguments(rest, read)
    case 'try':
      return parseTryArguments(rest, read)
    case 'compare':
      return parseCompareArguments(rest, read)
    case 'baseline':
      return parseBaselineArguments(rest, read)
    case 'check':
      return parseCheckArguments(rest, read)
    case 'trend':
      return parseTrendArguments(rest, read)
    default:
      throw new HeatlineError(`unknown command ${JSON.stringify(name)}${suggestCommand(name)}`)
  }
}

function parseProfileArguments(name: 'profile' | 'scaling', rest: readonly string[], read: ReadOptions): Command {
  const { values } = read
  const [target, ...more] = rest
  if (target === undefined) throw new HeatlineError(`\`heatline ${name}\` must be given a function, like src/cart.ts#total or src/cart.ts:12${name === 'profile' ? ', or a test file' : ''}`)
  if (more.length > 0) throw new HeatlineError(`\`heatline ${name}\` takes one function but was given ${rest.length}: ${rest.join(' ')}`)
  const timeBudget = values.get('time-budget')
  const shared = {
    target,
    call: valueOf(read, 'call'),
    allow: readAllowed(read),
    timeBudgetMs: timeBudget === undefined ? defaultTimeBudgetMs * (name === 'scaling' ? budgetsOfScaling : 1) : parseDuration('--time-budget', timeBudget),
    json: values.has('json'),
    nodePath: valueOf(read, 'node'),
  }
  const cpuProfilePath = valueOf(read, 'cpuprofile')
  const testName = valueOf(read, 'test-name')
  if (name === 'scaling' && testName !== null) throw new HeatlineError('--test-name goes with `heatline profile <test file>`')
  if (name === 'scaling' && cpuProfilePath !== null) throw new HeatlineError('`heatline scaling` writes no --cpuprofile; `heatline profile` does')
  const known = ['call', 'allow', 'time-budget', 'json', 'node'] as const
  takeOnly(read, `heatline ${name}`, name === 'profile' ? [...known, 'kind', 'cpuprofile', 'test-name'] : known)
  return name === 'profile' ? { kind: 'profile', ...shared, profileKind: readProfileKind(read), cpuProfilePath, testName } : { kind: 'scaling', ...shared }
}

function topicOf(name: string | undefined): HelpTopic {
  return name !== undefined && isHelpTopic(name) ? name : 'heatline'
}

function suggestCommand(name: string): string {
  if (/[#:.]/.test(name)) return `; did you mean \`heatline profile ${name}\`?`
  const near = closestName(name, commands)
  return near === null ? '; `heatline --help` lists them' : `; did you mean ${near}?`
}
