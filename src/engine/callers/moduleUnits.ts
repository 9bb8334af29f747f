import type { Node, Program } from 'oxc-parser'
import { discoverFunctions } from '../../core/source/discoverFunctions.ts'
import { parseSource } from '../../core/source/parseSource.ts'
import type { SourceFunction } from '../../core/source/sourceFunction.ts'
import { sourceLanguage } from '../../core/source/sourceLanguage.ts'
import { walkCode } from '../bundle/syntaxWalk.ts'

/** A stretch of a module that runs as one: a function that can be called, or a variable's value. */
export interface ModuleUnit {
  /** Null for a variable. */
  readonly fn: SourceFunction | null
  /** How other code calls it: the last part of its name. */
  readonly names: readonly string[]
  readonly start: number
  readonly end: number
  /** Names and property keys that its code uses, and where; not its types. */
  readonly uses: ReadonlyMap<string, readonly number[]>
}

/** What a module consists of. */
export interface ModuleUnits {
  readonly functions: readonly SourceFunction[]
  readonly units: readonly ModuleUnit[]
}

/** Takes a module apart into what can be called from outside, and the variables that hold what is not. */
export function moduleUnits(text: string, fileName: string): ModuleUnits {
  const language = sourceLanguage(fileName)
  const program = language === null ? null : parseSource(text, fileName, language).program
  if (program === null) return { functions: [], units: [] }
  const { functions } = discoverFunctions(text, fileName)
  const names = namesIn(program)
  const usesOf = (start: number, end: number): ModuleUnit['uses'] => {
    const uses = new Map<string, number[]>()
    for (const { name, at } of names) if (at >= start && at < end) uses.set(name, [...uses.get(name) ?? [], at])
    return uses
  }
  const units: ModuleUnit[] = functions.filter(isCallable).map((fn) => ({ fn, names: callNames(fn), start: fn.range.start, end: fn.range.end, uses: usesOf(fn.functionRange.start, fn.functionRange.end) }))
  for (const statement of program.body) {
    const declared: Node | null = statement.type === 'ExportNamedDeclaration' ? statement.declaration : statement
    if (declared?.type !== 'VariableDeclaration') continue
    for (const { id, init, start, end } of declared.declarations) {
      if (init === null || id.type !== 'Identifier' || units.some((unit) => unit.names.includes(id.name) && unit.start <= start && unit.end >= end)) continue
      units.push({ fn: null, names: [id.name], start, end, uses: usesOf(init.start, init.end) })
    }
  }
  return { functions, units }
}

/** The smallest unit around a stretch; null at the module's top level. */
export function unitAround({ units }: ModuleUnits, start: number, end: number): ModuleUnit | null {
  return units.filter((unit) => unit.start <= start && unit.end >= end).toSorted((a, b) => a.end - a.start - (b.end - b.start))[0] ?? null
}

/**
 * What functions within a unit are called that use a name, directly or through others of them: when the unit's result is used, they
 * should be.
 */
export function namesOfUsers({ functions }: ModuleUnits, { start, end, uses, fn }: ModuleUnit, names: readonly string[]): readonly string[] {
  const inside = functions.filter((each) => each !== fn && each.functionRange.start >= start && each.functionRange.end <= end)
  const found = new Set<string>()
  const waiting = [...names]
  for (let name = waiting.shift(); name !== undefined; name = waiting.shift()) {
    for (const at of uses.get(name) ?? []) {
      // Its own name is where it is declared.
      for (const { bodyRange, name: own } of inside) {
        if (at < bodyRange.start || at >= bodyRange.end) continue
        for (const part of partsOf(own)) {
          if (found.has(part) || fn !== null && partsOf(fn.name).includes(part)) continue
          found.add(part)
          waiting.push(part)
        }
      }
    }
  }
  return [...found]
}

function namesIn(program: Program): readonly { readonly name: string; readonly at: number }[] {
  const found: { readonly name: string; readonly at: number }[] = []
  walkCode(program, (node) => {
    if (node.type === 'Identifier' || node.type === 'PrivateIdentifier' || node.type === 'JSXIdentifier') found.push({ name: node.name, at: node.start })
  })
  return found
}

function isCallable({ reach }: SourceFunction): boolean {
  return reach.kind !== 'nested' && !(reach.kind === 'binding' && reach.insideClass !== undefined)
}

/** `total` for `Cart.total`, `Cart` for its constructor. */
export function callNames({ name, reach }: SourceFunction): readonly string[] {
  const last = partsOf(reach.kind === 'constructor' ? name.replace(/~\d+$/u, '').replace(/\.constructor$/u, '') : name).at(-1)
  return last === undefined ? [] : [last]
}

/** The names that lead to a function: `make`, `inner` and `get` for `get make.inner.get`. */
export function partsOf(name: string): readonly string[] {
  return name.replace(/^[gs]et /u, '').replace(/~\d+$/u, '').match(/[\p{ID_Start}$_][\p{ID_Continue}$]*/gu) ?? []
}
