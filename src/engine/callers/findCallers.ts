import type { FunctionInModule } from '../../core/source/callerCode.ts'
import { callNames, moduleUnits, namesOfUsers, partsOf, unitAround, usesOf } from './moduleUnits.ts'
import type { ModuleUnit, ModuleUnits } from './moduleUnits.ts'
import type { SourceFunction } from '../../core/source/sourceFunction.ts'
import type { ImportedName } from '../../core/workloads/generatedInputs.ts'
import { isSetup } from '../inputs/namedSetups.ts'
import { importGraph } from '../importGraph.ts'

/** A function that may call another one, directly or through others. */
export interface PossibleCaller extends FunctionInModule {
  readonly functions: readonly SourceFunction[]
  /** Calls between the two; 0 for a function that the other is nested in. */
  readonly distance: number
  /** Functions between that only make what calls the next one. */
  readonly kept: number
  /** Names of functions that its result may hand out and that come to the other one. */
  readonly wanted: readonly string[]
  /** A function without parameters that is to be called before: it makes the other one known. */
  readonly setup: ImportedName | null
}

/** Calls between a caller and the function. */
const longestDistance = 6

/** Imports between the two modules of one call: an index that hands on another is one more. */
const mostImports = 3

/** Functions that are looked at: a name like `get` is everywhere. */
const mostFound = 250

/** Modules that have the name of a member that is handed out: one that more have is another's too. */
const mostSharing = 6

/** Calls to the function from where a member is handed out that comes to it. */
const mostHanded = 2

/** Have the methods whose names every code uses. */
const builtIns: readonly object[] = [Array.prototype, Map.prototype, Set.prototype, Function.prototype, String.prototype, Promise.prototype]

interface Wanted {
  readonly file: string
  readonly name: string
  readonly isMember: boolean
  readonly distance: number
  readonly via: readonly string[]
  /** Functions between that only make what calls the next one. */
  readonly kept: number
  /** It is known to whoever is handed it: any module may use it. */
  readonly isHandedOut: boolean
  readonly setup: ImportedName | null
}

/**
 * Finds functions that may call a function, by the names that their code uses, in its module and those that import it. The best come
 * first: one that it is nested in, then exported ones, near ones that need little first, then others. What stands in another function is called by those too
 * that use what that one hands out; one that takes nothing may have to be called before, as what enables a plugin.
 * @param texts the package's sources, by absolute path; the function's own among them
 */
export function findCallers(target: Pick<FunctionInModule, 'file' | 'fn'>, texts: ReadonlyMap<string, string>): readonly PossibleCaller[] {
  const graph = importGraph(texts)
  const modules = new Map<string, ModuleUnits>()
  const found = new Map<ModuleUnit, PossibleCaller>()
  const seen = new Set<string>()
  const waiting: Wanted[] = []
  const own = new Map<string, boolean>()
  const { fn } = target

  if (fn.reach.kind === 'nested') startNested()
  else want({ file: target.file, name: '', isMember: isMember(fn), distance: 0, via: [], kept: 0, isHandedOut: false, setup: null }, callNames(fn))
  for (let next = waiting.shift(); next !== undefined && found.size < mostFound; next = waiting.shift()) {
    const { file, name, distance, setup } = next
    const files = next.isHandedOut ? texts.keys() : [file, ...graph.importersOf(file, mostImports), ...(next.isMember ? graph.importedBy(file) : [])]
    for (const each of new Set(files)) {
      if (texts.get(each)?.includes(name) !== true) continue
      for (const unit of unitsOf(each).units) {
        if (usesOf(unitsOf(each), unit, name).length === 0) continue
        const isAround = each === target.file && unit.start <= fn.functionRange.start && unit.end >= fn.functionRange.end
        const isItself = isAround && (fn.reach.kind !== 'nested' || setup !== null)
        if (isItself) continue
        const users = namesOfUsers(unitsOf(each), unit, [name])
        const further = { ...next, distance: distance + 1, via: [...new Set([...users, ...next.via])], kept: next.kept + Number(users.length > 0) }
        add(each, unit, further)
        if (distance < mostHanded) want({ ...further, file: each, isMember: true, isHandedOut: true }, users.filter(isOwn))
      }
    }
  }
  return [...found.values()].toSorted((a, b) => Number(a.distance > 0) - Number(b.distance > 0) || Number(b.fn.exported) - Number(a.fn.exported) || costOf(a) - costOf(b) || Number(b.file === target.file) - Number(a.file === target.file))

  /** It has no name outside of what it is nested in. */
  function startNested(): void {
    const around = unitAround(unitsOf(target.file), fn.functionRange.start, fn.functionRange.end)
    if (around === null) return
    const hidden = new Set(around.fn === null ? [] : partsOf(around.fn.name))
    const parts = partsOf(fn.name).filter((part) => !hidden.has(part)).toReversed()
    const via = [...new Set([...parts, ...namesOfUsers(unitsOf(target.file), around, parts)])]
    add(target.file, around, { name: '', isMember: false, distance: 0, via, kept: 0, isHandedOut: false, setup: null })
    want({ file: target.file, name: '', isMember: true, distance: 0, via, kept: 1, isHandedOut: true, setup: setupOf(target.file, around) }, via.filter(isOwn))
  }

  /** Whether several modules have a name, but few, and it is none of the language's own. */
  function isOwn(name: string): boolean {
    const known = own.get(name) ?? isShared(name)
    own.set(name, known)
    return known
  }

  function isShared(name: string): boolean {
    if (builtIns.some((each) => name in each)) return false
    const written = /[\w$]/u
    let sharing = 0
    for (const text of texts.values()) {
      for (let at = text.indexOf(name); at !== -1; at = text.indexOf(name, at + 1)) {
        if (written.test(text[at - 1] ?? ' ') || written.test(text[at + name.length] ?? ' ')) continue
        sharing++
        break
      }
      if (sharing > mostSharing) return false
    }
    return sharing > 1
  }

  function add(file: string, unit: ModuleUnit, { distance, via, kept, setup }: Omit<Wanted, 'file'>): void {
    if (found.has(unit)) return
    const text = texts.get(file)
    if (text !== undefined && unit.fn !== null) found.set(unit, { file, text, fn: unit.fn, functions: unitsOf(file).functions, distance, kept, wanted: via, setup })
    want({ file, name: '', isMember: unit.fn !== null && isMember(unit.fn), distance, via, kept, isHandedOut: false, setup }, unit.names)
  }

  function want(how: Wanted, names: readonly string[]): void {
    for (const name of names) {
      const key = `${how.file}\0${name}`
      if (seen.has(key) || how.distance >= longestDistance) continue
      seen.add(key)
      waiting.push({ ...how, name })
    }
  }

  function unitsOf(file: string): ModuleUnits {
    const known = modules.get(file) ?? moduleUnits(texts.get(file) ?? '', file)
    modules.set(file, known)
    return known
  }
}

/** How unlikely it is that generated inputs lead from one to the function: each call between may not be made, each value that is needed not fit. */
function costOf({ distance, kept, fn: { reach, requiredParameters } }: PossibleCaller): number {
  const ofReceiver = reach.kind === 'instance' ? reach.constructorRequires ?? 2 : 0
  return distance * 2 + kept + requiredParameters + ofReceiver
}

/** What is to be called for the sake of what stands in it. */
function setupOf(file: string, { fn }: ModuleUnit): ImportedName | null {
  return fn !== null && isSetup(fn) ? { name: fn.name, from: file, exported: fn.name } : null
}

/** It is called through an object: by code, perhaps, that knows only what the object is made of. */
function isMember({ reach }: SourceFunction): boolean {
  return reach.kind === 'instance' || (reach.kind === 'binding' && /[.[]/u.test(reach.expression))
}
