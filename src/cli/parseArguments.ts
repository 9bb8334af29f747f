import { parseArgs } from 'node:util'
import { HeatlineError } from '../core/heatlineError.ts'
import type { Command, HelpTopic } from './command.ts'
import { closestName } from './closestName.ts'
import { parseDuration } from '../core/parseDuration.ts'
import { parseRunArguments } from './parseRunArguments.ts'
import { budgetsOfScaling } from '../engine/measure/scalingPlan.ts'
import { isSandboxAction, sandboxActions } from '../core/sandboxAction.ts'
import type { SandboxAction } from '../core/sandboxAction.ts'

const options = {
  call: { type: 'string' },
  allow: { type: 'string' },
  'time-budget': { type: 'string' },
  json: { type: 'boolean' },
  cpuprofile: { type: 'string' },
  node: { type: 'string' },
  'test-name': { type: 'string', short: 't' },
  help: { type: 'boolean', short: 'h' },
  version: { type: 'boolean', short: 'v' },
} as const

type OptionName = keyof typeof options

/** Options that may be given more than once; the others are mistyped where they are. */
const repeatable: ReadonlySet<OptionName> = new Set(['allow'])

const commands = ['profile', 'scaling', 'run', 'help']
const defaultTimeBudgetMs = 2000

/**
 * What the arguments after `heatline` ask for.
 * @throws HeatlineError when they are wrong, in words that name the argument.
 */
export function parseArguments(args: readonly string[]): Command {
  // What follows is another program's: our options are not looked for in it.
  if (args[0] === 'run') return parseRunArguments(args.slice(1))
  const { values, repeated, positionals } = readOptions(args)
  const [name, ...rest] = positionals
  if (values.has('help') || name === 'help') return { kind: 'help', topic: topicOf(name === 'help' ? rest[0] : name) }
  if (values.has('version')) return { kind: 'version' }
  if (name === undefined) {
    if (args.length === 0) return { kind: 'help', topic: 'heatline' }
    throw new HeatlineError('a command is missing; `heatline profile <file>#<function>` profiles a function')
  }
  if (name !== 'profile' && name !== 'scaling') throw new HeatlineError(`unknown command ${JSON.stringify(name)}${suggestCommand(name)}`)
  const [target, ...more] = rest
  if (target === undefined) throw new HeatlineError(`\`heatline ${name}\` must be given a function, like src/cart.ts#total or src/cart.ts:12${name === 'profile' ? ', or a test file' : ''}`)
  if (more.length > 0) throw new HeatlineError(`\`heatline ${name}\` takes one function but was given ${rest.length}: ${rest.join(' ')}`)
  const timeBudget = values.get('time-budget')
  const shared = {
    target,
    call: nonEmpty('call', values.get('call')),
    allow: readAllowed(repeated, values.has('call')),
    timeBudgetMs: timeBudget === undefined ? defaultTimeBudgetMs * (name === 'scaling' ? budgetsOfScaling : 1) : parseDuration('--time-budget', timeBudget),
    json: values.has('json'),
    nodePath: nonEmpty('node', values.get('node')),
  }
  const cpuProfilePath = nonEmpty('cpuprofile', values.get('cpuprofile'))
  const testName = nonEmpty('test-name', values.get('test-name'))
  if (name === 'profile') return { kind: 'profile', ...shared, cpuProfilePath, testName }
  if (testName !== null) throw new HeatlineError('--test-name goes with `heatline profile <test file>`')
  if (cpuProfilePath !== null) throw new HeatlineError('`heatline scaling` writes no --cpuprofile; `heatline profile` does')
  return { kind: 'scaling', ...shared }
}

function topicOf(name: string | undefined): HelpTopic {
  return name === 'profile' || name === 'scaling' || name === 'run' ? name : 'heatline'
}

/** Reads the tokens ourselves: parseArgs' own messages speak of its configuration, not of what to type instead. */
function readOptions(args: readonly string[]): { values: Map<OptionName, string>; repeated: string[]; positionals: string[] } {
  const { tokens } = parseArgs({ args: [...args], options, allowPositionals: true, strict: false, tokens: true })
  const values = new Map<OptionName, string>()
  const repeated: string[] = []
  const positionals: string[] = []
  for (const token of tokens) {
    if (token.kind === 'positional') positionals.push(token.value)
    if (token.kind !== 'option') continue
    if (!isOption(token.name)) throw new HeatlineError(`unknown option ${token.rawName}${suggestOption(token.name)}`)
    if (options[token.name].type === 'boolean') {
      if (token.value !== undefined) throw new HeatlineError(`--${token.name} takes no value but was given ${JSON.stringify(token.value)}`)
      values.set(token.name, '')
      continue
    }
    if (token.value === undefined || (!token.inlineValue && isLongOption(token.value))) throw new HeatlineError(`--${token.name} must be followed by a value`)
    if (repeatable.has(token.name)) repeated.push(token.value)
    else if (values.has(token.name)) throw new HeatlineError(`--${token.name} was given twice`)
    values.set(token.name, token.value)
  }
  return { values, repeated, positionals }
}

/** `--allow write --allow network`, or `--allow write,network`. */
function readAllowed(values: readonly string[], hasCall: boolean): readonly SandboxAction[] {
  const actions = values.flatMap((value) => value.split(',')).map((action) => action.trim())
  const list = sandboxActions.join(', ')
  const wrong = actions.find((action) => !isSandboxAction(action))
  if (wrong !== undefined) {
    const near = closestName(wrong, sandboxActions)
    throw new HeatlineError(`--allow must be followed by one of ${list}, but was given ${JSON.stringify(wrong)}${near === null ? '' : `; did you mean ${near}?`}`)
  }
  if (hasCall && actions.length > 0) throw new HeatlineError('--allow is for calls that Heatline makes up: one that is given with --call runs as written, outside of the sandbox. Leave one of the two out')
  return actions.filter(isSandboxAction)
}

function isOption(name: string): name is OptionName {
  return Object.hasOwn(options, name)
}

/** A call such as `-1 + f(2)` may follow its option; another of our options means that a value was forgotten. */
function isLongOption(text: string): boolean {
  return text.startsWith('--') && isOption(text.slice(2).split('=')[0] ?? '')
}

function nonEmpty(name: OptionName, value: string | undefined): string | null {
  if (value?.trim() === '') throw new HeatlineError(`--${name} must not be empty`)
  return value ?? null
}

function suggestOption(name: string): string {
  const near = closestName(name, Object.keys(options))
  return near === null ? '; `heatline --help` lists them' : `; did you mean --${near}?`
}

function suggestCommand(name: string): string {
  if (/[#:.]/.test(name)) return `; did you mean \`heatline profile ${name}\`?`
  const near = closestName(name, commands)
  return near === null ? '; `heatline --help` lists them' : `; did you mean ${near}?`
}
