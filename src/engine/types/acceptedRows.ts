import type { SourceFunction } from '../../core/source/sourceFunction.ts'
import { memberKey } from '../../core/source/targetCallText.ts'
import type { ImportedName } from '../../core/workloads/generatedInputs.ts'
import type { Compiler } from './compiler.ts'

/** What rows are made for: how a call of it is written. */
export interface RowTarget extends Pick<SourceFunction, 'reach' | 'kind'> {
  /** It is no method of a class, but is called on the first value of a row. */
  readonly takesThis: boolean
}

/**
 * What the checker says that is not about values: private and protected members, unused names, that the function's type would let it
 * be missing. Nor is what it says of callbacks' parameters, which have no type (7000 to 7099).
 */
const aboutAccess: ReadonlySet<number> = new Set([2341, 2445, 2446, 2673, 2674, 2683, 2721, 2722, 2723, 4111, 6133])

/** So many rows are enough to leave out those that only the class itself could make. */
const fewUnforced = 20

/** Stands for the default export, which has no name of its own. */
const defaultName = 'heatlineDefault'

/**
 * Which rows the checker accepts: each is written as a call of the function in its own module.
 * @param text of the function's module
 * @param rows of texts of values, the receiver first where there is one
 */
export function acceptedRows(compiler: Compiler, text: string, target: RowTarget, rows: readonly (readonly string[])[], imports: readonly ImportedName[]): readonly boolean[] {
  const calls = rows.map((row) => rowCall(target, row))
  if (rows.length === 0 || calls.some((call) => call === null)) return rows.map(() => true)
  const isPlain = /\.[cm]?jsx?$/u.test(compiler.file)
  const inside = target.reach.kind === 'instance' || target.reach.kind === 'binding' ? target.reach.insideClass ?? null : null
  const at = inside ?? text.length
  const types = [{ name: defaultName, type: `typeof import(${JSON.stringify(compiler.file)}).default` }, ...imports.map(({ name, from, exported }) => ({ name, type: `typeof import(${JSON.stringify(from)}).${exported}` }))]
  const head = isPlain ? '// @ts-check\n' : ''
  const names = isPlain
    ? `(() => {${types.map(({ name, type }) => `/** @type {${type}} */ const ${name} = /** @type {any} */ (null);`).join('')}`
    : `((${types.map(({ name, type }) => `${name}: ${type}`).join(', ')}) => {`
  let written = `${head}${text.slice(0, at)}${inside === null ? '\n;' : ';static{'}${names}`
  const from = written.length
  const starts: number[] = []
  for (const call of calls) {
    starts.push(written.length)
    written += `\n;(${call ?? ''}\n);`
  }
  const to = written.length
  written += `})${inside === null ? ';' : '}'}${text.slice(at)}`
  const wrong = new Set<number>()
  const forced = new Set<number>()
  for (const { start, code } of compiler.problemsIn(written, from, to)) {
    if (code >= 7000 && code < 7100) continue
    const row = lastAtMost(starts, start)
    if (!isAboutValues(code)) forced.add(row)
    else wrong.add(row)
  }
  // What only the class itself may do, its private constructor, is done where there is nothing else.
  const accepted = rows.map((_, index) => !wrong.has(index))
  const unforced = accepted.map((isAccepted, index) => isAccepted && !forced.has(index))
  return unforced.filter(Boolean).length >= fewUnforced ? unforced : accepted
}

function isAboutValues(code: number): boolean {
  return !aboutAccess.has(code)
}

/** The index of the last number that is not above another. */
function lastAtMost(sorted: readonly number[], value: number): number {
  return sorted.findLastIndex((each) => each <= value)
}

/** The call of the function, as a person would write it in its module; null where no code there can. */
function rowCall({ reach, kind, takesThis }: RowTarget, row: readonly string[]): string | null {
  if (takesThis) return reach.kind === 'binding' || reach.kind === 'default' ? `(${reach.kind === 'default' ? defaultName : bindingText(reach.expression)}).call(${row.join(', ')})` : null
  switch (reach.kind) {
    case 'nested': return null
    case 'default': return `${defaultName}(${row.join(', ')})`
    case 'constructor': return `new ${reach.className}(${row.join(', ')})`
    case 'binding': return memberCall(bindingText(reach.expression), row, kind)
    case 'instance': {
      const [receiver = '', ...rest] = row
      // By its key a member can be named that is private to the checker alone.
      const key = /^[#[]/u.test(reach.member) ? memberKey(reach.member) : `[${JSON.stringify(reach.member)}]`
      return memberCall(`(${receiver})${key}`, rest, kind)
    }
    default: return reach satisfies never
  }
}

function bindingText(expression: string): string {
  return expression.replace(/^default(?=[.[]|$)/u, defaultName)
}

function memberCall(access: string, args: readonly string[], kind: SourceFunction['kind']): string {
  if (kind === 'getter') return access
  return kind === 'setter' ? `${access} = ${args[0] ?? ''}` : `${access}(${args.join(', ')})`
}
