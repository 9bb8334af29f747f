import { HeatlineError } from '../core/heatlineError.ts'
import { closestName } from './closestName.ts'
import type { BaselineCommand } from './command.ts'
import { oneTarget } from './parseComparisonArguments.ts'
import { readAllowed, takeOnly, valueOf } from './readOptions.ts'
import type { ReadOptions } from './readOptions.ts'

const actions = ['set', 'list', 'show', 'remove'] as const

/** What `heatline baseline` was asked for. @throws HeatlineError when its arguments are wrong */
export function parseBaselineArguments([word, ...rest]: readonly string[], read: ReadOptions): BaselineCommand {
  if (word === undefined) throw new HeatlineError(`\`heatline baseline\` must be followed by one of ${actions.join(', ')}`)
  const action = actions.find((each) => each === word)
  if (action === undefined) {
    const near = closestName(word, actions)
    throw new HeatlineError(`\`heatline baseline\` must be followed by one of ${actions.join(', ')}, but was given ${JSON.stringify(word)}${near === null ? '' : `; did you mean ${near}?`}`)
  }
  const command = `heatline baseline ${action}`
  switch (action) {
    case 'set':
      takeOnly(read, command, ['name', 'call', 'allow', 'node'])
      return { kind: 'baseline', action, target: oneTarget(command, rest), name: valueOf(read, 'name'), call: valueOf(read, 'call'), allow: readAllowed(read), nodePath: valueOf(read, 'node') }
    case 'list':
      takeOnly(read, command, [])
      if (rest.length > 1) throw new HeatlineError(`\`${command}\` takes one folder at most but was given ${rest.length}: ${rest.join(' ')}`)
      return { kind: 'baseline', action, folder: rest[0] ?? null }
    case 'show':
      takeOnly(read, command, [])
      return { kind: 'baseline', action, target: oneTarget(command, rest) }
    case 'remove':
      takeOnly(read, command, ['name'])
      return { kind: 'baseline', action, target: oneTarget(command, rest), name: valueOf(read, 'name') }
    default:
      return action satisfies never
  }
}
