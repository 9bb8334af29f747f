import type { FunctionInModule } from '../../core/source/callerCode.ts'
import { callNames, moduleUnits, unitAround } from './moduleUnits.ts'
import type { ModuleUnit, ModuleUnits } from './moduleUnits.ts'
import type { SourceFunction } from '../../core/source/sourceFunction.ts'
import { importGraph } from './importGraph.ts'

/** A function that may call another one, directly or through others. */
export interface PossibleCaller extends FunctionInModule {
  readonly functions: readonly SourceFunction[]
  /** Calls between the two; 0 for a function that the other is nested in. */
  readonly distance: number
}

/** Calls between a caller and the function. */
const longestDistance = 6

/** Imports between the two modules of one call: an index that hands on another is one more. */
const mostImports = 3

/** Functions that are looked at: a name like `get` is everywhere. */
const mostFound = 400

interface Wanted {
  readonly file: string
  readonly name: string
  readonly isMember: boolean
  readonly distance: number
}

/**
 * Finds functions that may call a function, by the names that their code uses, in its module and those that import it. The best come
 * first: one that it is nested in, then exported ones, the nearest first, then others.
 * @param texts the package's sources, by absolute path; the function's own among them
 */
export function findCallers(target: Pick<FunctionInModule, 'file' | 'fn'>, texts: ReadonlyMap<string, string>): readonly PossibleCaller[] {
  const graph = importGraph(texts)
  const modules = new Map<string, ModuleUnits>()
  const found = new Map<ModuleUnit, PossibleCaller>()
  const seen = new Set<string>()
  const waiting: Wanted[] = []
  const { fn } = target

  if (fn.reach.kind === 'nested') {
    // It has no name outside of what it is nested in.
    const around = unitAround(unitsOf(target.file), fn.functionRange.start, fn.functionRange.end)
    if (around !== null) add(target.file, around, 0)
  } else want(target.file, callNames(fn), isMember(fn), 0)
  for (let next = waiting.shift(); next !== undefined && found.size < mostFound; next = waiting.shift()) {
    const { file, name, distance } = next
    const files = [file, ...graph.importersOf(file, mostImports), ...(next.isMember ? graph.importedBy(file) : [])]
    for (const each of new Set(files)) {
      if (texts.get(each)?.includes(name) !== true) continue
      for (const unit of unitsOf(each).units) {
        if (!unit.uses.has(name)) continue
        const isItself = each === target.file && unit.start <= fn.functionRange.start && unit.end >= fn.functionRange.end && fn.reach.kind !== 'nested'
        if (!isItself) add(each, unit, distance + 1)
      }
    }
  }
  return [...found.values()].toSorted((a, b) => Number(a.distance > 0) - Number(b.distance > 0) || Number(b.fn.exported) - Number(a.fn.exported) || a.distance - b.distance || Number(b.file === target.file) - Number(a.file === target.file) || a.fn.requiredParameters - b.fn.requiredParameters)

  function add(file: string, unit: ModuleUnit, distance: number): void {
    if (found.has(unit)) return
    const text = texts.get(file)
    if (text !== undefined && unit.fn !== null) found.set(unit, { file, text, fn: unit.fn, functions: unitsOf(file).functions, distance })
    want(file, unit.names, unit.fn !== null && isMember(unit.fn), distance)
  }

  function want(file: string, names: readonly string[], member: boolean, distance: number): void {
    for (const name of names) {
      const key = `${file}\0${name}`
      if (seen.has(key) || distance >= longestDistance) continue
      seen.add(key)
      waiting.push({ file, name, isMember: member, distance })
    }
  }

  function unitsOf(file: string): ModuleUnits {
    const known = modules.get(file) ?? moduleUnits(texts.get(file) ?? '', file)
    modules.set(file, known)
    return known
  }
}

/** It is called through an object: by code, perhaps, that knows only what the object is made of. */
function isMember({ reach }: SourceFunction): boolean {
  return reach.kind === 'instance' || (reach.kind === 'binding' && /[.[]/u.test(reach.expression))
}
