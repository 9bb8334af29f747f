import { HeatlineError } from '../core/heatlineError.ts'
import { toZeroBased } from '../core/position.ts'
import { closestName } from './closestName.ts'
import type { Command } from './command.ts'

const options = ['--thread', '--json', '--help']

/**
 * What the arguments after `heatline run` ask for. Ours end at `--`, or where the command begins: what follows is the
 * command's, and not looked at.
 * @throws HeatlineError when they are wrong, in words that name the argument
 */
export function parseRunArguments(args: readonly string[]): Command {
  const given = new Map<string, string>()
  let at = 0
  for (; at < args.length; at++) {
    const word = args[at] ?? ''
    if (word === '--help' || word === '-h') return { kind: 'help', topic: 'run' }
    if (word === '--' || !word.startsWith('-')) break
    const [name, inline] = splitAtEquals(word)
    if (!options.includes(name)) throw new HeatlineError(`unknown option ${name}${suggestion(name)} (what belongs to the command follows \`--\`: heatline run -- <command>)`)
    if (given.has(name)) throw new HeatlineError(`${name} was given twice`)
    const value = inline ?? args[++at]
    if (value === undefined || value === '--' || value.trim() === '') throw new HeatlineError(`${name} must be followed by ${name === '--json' ? 'a file: standard output is the command\'s' : 'a number'}`)
    given.set(name, value)
  }
  const command = args.slice(args[at] === '--' ? at + 1 : at)
  if (command.length === 0) throw new HeatlineError('`heatline run` must be given a command, like: heatline run -- npm test')
  return { kind: 'run', command, thread: threadOf(given.get('--thread')), jsonPath: given.get('--json') ?? null }
}

function splitAtEquals(word: string): readonly [string, string?] {
  const at = word.indexOf('=')
  return at === -1 ? [word] : [word.slice(0, at), word.slice(at + 1)]
}

function threadOf(text: string | undefined): number | null {
  if (text === undefined) return null
  if (!/^[1-9]\d*$/.test(text)) throw new HeatlineError(`--thread must be the number of a thread, counted from 1, but was ${JSON.stringify(text)}`)
  return toZeroBased(Number(text))
}

function suggestion(name: string): string {
  const near = closestName(name, options)
  return near === null ? '' : `; did you mean ${near}?`
}
