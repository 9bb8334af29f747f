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
  /** Its code, without what it is declared by. */
  readonly code: { readonly start: number; readonly end: number }
}

/** What a module consists of. */
export interface ModuleUnits {
  readonly functions: readonly SourceFunction[]
  readonly units: readonly ModuleUnit[]
  /** Where its code has each name or property key; types have none. */
  readonly places: ReadonlyMap<string, readonly number[]>
}

/** Takes a module apart into what can be called from outside, and the variables that hold what is not. */
export function moduleUnits(text: string, fileName: string): ModuleUnits {
  const language = sourceLanguage(fileName)
  const program = language === null ? null : parseSource(text, fileName, language).program
  if (program === null) return { functions: [], units: [], places: new Map() }
  const { functions } = discoverFunctions(text, fileName)
  const units: ModuleUnit[] = functions.filter(isCallable).map((fn) => ({ fn, names: callNames(fn), start: fn.range.start, end: fn.range.end, code: fn.functionRange }))
  for (const statement of program.body) {
    const declared: Node | null = statement.type === 'ExportNamedDeclaration' ? statement.declaration : statement
    if (declared?.type !== 'VariableDeclaration') continue
    for (const { id, init, start, end } of declared.declarations) {
      if (init === null || id.type !== 'Identifier' || units.some((unit) => unit.names.includes(id.name) && unit.start <= start && unit.end >= end)) continue
      units.push({ fn: null, names: [id.name], start, end, code: init })
    }
  }
  return { functions, units, places: namesIn(program) }
}

/** Where a unit's code uses a name. */
export function usesOf({ places }: Pick<ModuleUnits, 'places'>, { code }: ModuleUnit, name: string): readonly number[] {
  return (places.get(name) ?? []).filter((at) => at >= code.start && at < code.end)
}

/** The smallest unit around a stretch; null at the module's top level. */
export function unitAround({ units }: ModuleUnits, start: number, end: number): ModuleUnit | null {
  return units.filter((unit) => unit.start <= start && unit.end >= end).toSorted((a, b) => a.end - a.start - (b.end - b.start))[0] ?? null
}

/**
 * What functions within a unit are called that use a name, directly or through others of them: when the unit's result is used, they
 * should be.
 */
export function namesOfUsers({ functions, places }: ModuleUnits, unit: ModuleUnit, names: readonly string[]): readonly string[] {
  const { start, end, fn } = unit
  const inside = functions.filter((each) => each !== fn && each.functionRange.start >= start && each.functionRange.end <= end)
  const found = new Set<string>()
  const waiting = [...names]
  for (let name = waiting.shift(); name !== undefined; name = waiting.shift()) {
    for (const at of usesOf({ places }, unit, name)) {
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

function namesIn(program: Program): ReadonlyMap<string, readonly number[]> {
  const found = new Map<string, number[]>()
  walkCode(program, (node) => {
    if (node.type !== 'Identifier' && node.type !== 'PrivateIdentifier' && node.type !== 'JSXIdentifier') return
    const places = found.get(node.name)
    if (places === undefined) found.set(node.name, [node.start])
    else places.push(node.start)
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
