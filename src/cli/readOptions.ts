import { parseArgs } from 'node:util'
import { isProfileKind, profileKinds } from '../core/evidence/profileKind.ts'
import type { ProfileKind } from '../core/evidence/profileKind.ts'
import { HeatlineError } from '../core/heatlineError.ts'
import { isSandboxAction, sandboxActions } from '../core/sandboxAction.ts'
import type { SandboxAction } from '../core/sandboxAction.ts'
import { closestName } from './closestName.ts'

const options = {
  call: { type: 'string' },
  allow: { type: 'string' },
  'time-budget': { type: 'string' },
  kind: { type: 'string' },
  json: { type: 'boolean' },
  cpuprofile: { type: 'string' },
  node: { type: 'string' },
  'test-name': { type: 'string', short: 't' },
  base: { type: 'string' },
  threshold: { type: 'string' },
  name: { type: 'string' },
  changed: { type: 'boolean' },
  try: { type: 'boolean' },
  dismiss: { type: 'string' },
  reason: { type: 'string' },
  'bring-back': { type: 'string' },
  dismissed: { type: 'boolean' },
  out: { type: 'string' },
  compare: { type: 'boolean' },
  constant: { type: 'string' },
  range: { type: 'string' },
  format: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
  version: { type: 'boolean', short: 'v' },
} as const

export type OptionName = keyof typeof options

/** Options that may be given more than once; the others are mistyped where they are. */
const repeatable: ReadonlySet<OptionName> = new Set(['allow', 'out'])

/** The words that a command was given, without what they mean to it. */
export interface ReadOptions {
  readonly values: ReadonlyMap<OptionName, string>
  /** All values of what may be given more than once. */
  readonly repeated: ReadonlyMap<OptionName, readonly string[]>
  readonly positionals: readonly string[]
}

/**
 * Reads the tokens ourselves: parseArgs' own messages speak of its configuration, not of what to type instead.
 * @throws HeatlineError when an option is unknown, lacks its value or has one too many
 */
export function readOptions(args: readonly string[]): ReadOptions {
  const { tokens } = parseArgs({ args: [...args], options, allowPositionals: true, strict: false, tokens: true })
  const values = new Map<OptionName, string>()
  const repeated = new Map<OptionName, string[]>()
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
    if (repeatable.has(token.name)) repeated.set(token.name, [...(repeated.get(token.name) ?? []), token.value])
    else if (values.has(token.name)) throw new HeatlineError(`--${token.name} was given twice`)
    values.set(token.name, token.value)
  }
  return { values, repeated, positionals }
}

/**
 * Refuses options that a command knows nothing of.
 * @param command as it is typed: `heatline check`
 * @throws HeatlineError that names one, and what the command takes
 */
export function takeOnly({ values }: Pick<ReadOptions, 'values'>, command: string, known: readonly OptionName[]): void {
  const other = Array.from(values.keys()).find((name) => !known.includes(name))
  if (other === undefined) return
  throw new HeatlineError(`\`${command}\` takes no --${other}${known.length === 0 ? '' : `; it takes ${known.map((name) => `--${name}`).join(', ')}`}`)
}

/** What `--kind` asks to collect. @throws HeatlineError when there is no such kind */
export function readProfileKind({ values }: Pick<ReadOptions, 'values'>): ProfileKind {
  const kind = values.get('kind') ?? 'cpu'
  if (!isProfileKind(kind)) throw new HeatlineError(`--kind must be one of ${profileKinds.join(', ')}, but was ${JSON.stringify(kind)}`)
  return kind
}

/** `--allow write --allow network`, or `--allow write,network`. @throws HeatlineError when one is unknown, or a call runs as written */
export function readAllowed({ repeated, values }: Pick<ReadOptions, 'repeated' | 'values'>): readonly SandboxAction[] {
  const actions = (repeated.get('allow') ?? []).flatMap((value) => value.split(',')).map((action) => action.trim())
  const list = sandboxActions.join(', ')
  const wrong = actions.find((action) => !isSandboxAction(action))
  if (wrong !== undefined) {
    const near = closestName(wrong, sandboxActions)
    throw new HeatlineError(`--allow must be followed by one of ${list}, but was given ${JSON.stringify(wrong)}${near === null ? '' : `; did you mean ${near}?`}`)
  }
  if (values.has('call') && actions.length > 0) throw new HeatlineError('--allow is for calls that Heatline makes up: one that is given with --call runs as written, outside of the sandbox. Leave one of the two out')
  return actions.filter(isSandboxAction)
}

/** An option's value; null where it was not given. @throws HeatlineError where it is empty */
export function valueOf({ values }: Pick<ReadOptions, 'values'>, name: OptionName): string | null {
  const value = values.get(name)
  if (value?.trim() === '') throw new HeatlineError(`--${name} must not be empty`)
  return value ?? null
}

function isOption(name: string): name is OptionName {
  return Object.hasOwn(options, name)
}

/** A call such as `-1 + f(2)` may follow its option; another of our options means that a value was forgotten. */
function isLongOption(text: string): boolean {
  return text.startsWith('--') && isOption(text.slice(2).split('=')[0] ?? '')
}

function suggestOption(name: string): string {
  const near = closestName(name, Object.keys(options))
  return near === null ? '; `heatline --help` lists them' : `; did you mean --${near}?`
}
