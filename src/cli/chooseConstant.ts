import { HeatlineError } from '../core/heatlineError.ts'
import { toOneBased } from '../core/position.ts'
import type { NumericConstant, NumericConstants } from '../core/source/numericConstants.ts'
import { parseTuneRange } from '../core/tune/tuneRange.ts'
import type { TuneRange } from '../core/tune/tuneRange.ts'
import { closestName } from './closestName.ts'
import type { TuneCommand } from './command.ts'

const mostListed = 20

/**
 * The constant that a command means, and the values that it may take.
 * @param file as the user named it
 * @throws HeatlineError when there is none, or more than one, or no range is known, naming what there is
 */
export function chooseConstant(file: string, found: NumericConstants, { constant: name, range }: Pick<TuneCommand, 'constant' | 'range'>): { readonly constant: NumericConstant; readonly range: TuneRange } {
  const constant = name === null ? onlyMarked(file, found) : byName(file, name, found)
  if (range !== null) return { constant, range: parseTuneRange('--range', range, constant) }
  const place = `${file}:${toOneBased(constant.line)}`
  if (constant.mark !== null) return { constant, range: parseTuneRange(`the @tune mark at ${place}`, constant.mark, constant) }
  throw new HeatlineError(`which values may \`${constant.name}\` take? Write them beside it, // @tune 1..64 at ${place}, or give them with --range 1..64`)
}

function byName(file: string, name: string, { constants, otherNames }: NumericConstants): NumericConstant {
  const named = constants.filter((each) => each.name === name)
  const marked = named.filter(({ mark }) => mark !== null)
  const chosen = marked.length === 1 ? marked : named
  if (chosen.length > 1) throw new HeatlineError(`there are ${chosen.length} constants \`${name}\` in ${file}, at lines ${chosen.map(({ line }) => toOneBased(line)).join(' and ')}: mark the one that is meant with // @tune 1..64`)
  const [only] = chosen
  if (only !== undefined) return only
  if (otherNames.includes(name)) throw new HeatlineError(`\`${name}\` in ${file} is no number that stands in the text: there is nothing to tune`)
  const near = closestName(name, constants.map((each) => each.name))
  throw new HeatlineError(`no numeric constant \`${name}\` in ${file}${near === null ? listOf(constants) : `; did you mean \`${near}\`?`}`)
}

function onlyMarked(file: string, { constants, strayMarks }: NumericConstants): NumericConstant {
  const marked = constants.filter(({ mark }) => mark !== null)
  const [only, ...more] = marked
  if (only !== undefined && more.length === 0) return only
  if (more.length > 0) throw new HeatlineError(`${marked.length} constants in ${file} are marked with @tune: choose one with --constant${listOf(marked)}`)
  const [stray] = strayMarks
  if (stray !== undefined) throw new HeatlineError(`the @tune mark at ${file}:${toOneBased(stray)} stands beside no numeric constant: write it on the line of one, or right above, like const SIZE = 16 // @tune 1..64`)
  throw new HeatlineError(`no constant in ${file} is marked: write // @tune 1..64 beside one, or choose one with --constant and --range${listOf(constants)}`)
}

function listOf(constants: readonly NumericConstant[]): string {
  if (constants.length === 0) return '; there is none with a number in it'
  const lines = constants.slice(0, mostListed).map(({ name, value, line }) => `  ${name} = ${value} (line ${toOneBased(line)})`)
  if (constants.length > mostListed) lines.push(`  and ${constants.length - mostListed} more`)
  return [':', ...lines].join('\n')
}
