import type { Deoptimisation } from '../../evidence/deoptimisations.ts'
import type { MegamorphicAccess } from '../../evidence/megamorphicAccesses.ts'
import { countOf } from '../describeRun.ts'
import type { FigureKind, LineFigure } from './lineFigure.ts'

/** What V8 knows of a line that it cannot optimise. */
interface LineTrouble {
  readonly file: string
  readonly line: number
  readonly deopts: Deoptimisation[]
  readonly accesses: MegamorphicAccess[]
}

/** Deoptimisations and megamorphic accesses: `3 deopts: not a Smi · megamorphic .x`. */
export const deoptimisationFigures = {
  name: 'deoptimisations',
  title: 'what V8 cannot optimise',
  icon: 'debug-step-back',
  of: ({ deoptimisations, megamorphic }) => {
    if (deoptimisations === undefined && megamorphic === undefined) return null
    const lines = new Map<string, LineTrouble>()
    const on = ({ file, line }: Pick<LineTrouble, 'file' | 'line'>): LineTrouble => {
      const key = `${line}:${file}`
      const known = lines.get(key) ?? { file, line, deopts: [], accesses: [] }
      lines.set(key, known)
      return known
    }
    for (const each of deoptimisations ?? []) on(each).deopts.push(each)
    for (const each of megamorphic ?? []) on(each).accesses.push(each)
    return Array.from(lines.values(), ({ file, line, deopts, accesses }): LineFigure => ({
      file,
      line,
      text: [...(deopts.length > 0 ? [deoptText(deopts)] : []), ...(accesses.length > 0 ? [`megamorphic ${propertiesOf(accesses)}`] : [])].join(' · '),
      detail: [...deopts.map(deoptDetail), ...accesses.map(accessDetail)].join('\n'),
    }))
  },
} as const satisfies FigureKind

/** Those of warm calls where there are any: what V8 learned before matters little. */
function deoptText(deopts: readonly Deoptimisation[]): string {
  const warm = deopts.filter(({ count }) => count > 0)
  const shown = warm.length > 0 ? warm : deopts
  const total = shown.reduce((sum, { count, whileWarmingUp }) => sum + (warm.length > 0 ? count : whileWarmingUp), 0)
  return `${countOf(total, 'deopt')}${warm.length > 0 ? '' : ' while warming up'}: ${[...new Set(shown.map(({ reason }) => reason))].join(', ')}`
}

/** `.x, .y, [key]` */
function propertiesOf(accesses: readonly MegamorphicAccess[]): string {
  return accesses.map(({ property }) => (property === null ? '[key]' : `.${property}`)).join(', ')
}

function deoptDetail({ function: name, kind, reason, count, whileWarmingUp }: Deoptimisation): string {
  const cause = kind === 'dependency-change' ? 'something that it rested on changed' : reason
  const when = [...(count > 0 ? [`${timesOf(count)} once calls were warm`] : []), ...(whileWarmingUp > 0 ? [`${timesOf(whileWarmingUp)} while they warmed up`] : [])]
  return `V8 threw optimised code of ${name} away, ${when.join(' and ')}: ${cause}${cause === reason ? '' : ` (${reason})`}.`
}

function accessDetail({ property, shapes }: MegamorphicAccess): string {
  return property === null
    ? 'V8 looks [key] up in a table each time: it saw many keys here, or many shapes of objects.'
    : `V8 looks .${property} up in a table each time: it saw ${shapes} or more shapes of objects here. Objects that get the same properties in the same order share a shape.`
}

function timesOf(count: number): string {
  return count === 1 ? 'once' : countOf(count, 'time')
}
