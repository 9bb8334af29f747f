import { HeatlineError } from '../core/heatlineError.ts'
import type { TryCommand } from './command.ts'
import { readAllowed, takeOnly, valueOf } from './readOptions.ts'
import type { ReadOptions } from './readOptions.ts'

/** What `heatline try` was asked for. @throws HeatlineError when its arguments are wrong */
export function parseTryArguments([patch, named, ...more]: readonly string[], read: ReadOptions): TryCommand {
  const target = named ?? null
  takeOnly(read, 'heatline try', ['call', 'allow', 'json', 'node'])
  if (patch === undefined) throw new HeatlineError('`heatline try` must be given a patch: a file that holds a unified diff, or - for standard input, as in git diff | heatline try -')
  if (more.length > 0) throw new HeatlineError(`\`heatline try\` takes a patch and one function, but was given ${more.join(' ')} too`)
  const call = valueOf(read, 'call')
  if (call !== null && target === null) throw new HeatlineError('--call goes with a function: heatline try <patch> <file>#<function> --call "<expression>"')
  return { kind: 'try', patch, target, call, allow: readAllowed(read), json: read.values.has('json'), nodePath: valueOf(read, 'node') }
}
