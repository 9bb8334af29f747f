import { discoverFunctions } from '../core/source/discoverFunctions.ts'
import { moduleStatements } from './moduleStatements.ts'
import type { ModuleRequest, Statement } from './moduleStatements.ts'

/** What of a module is run. */
export interface ReachedCode {
  /** Texts of top-level statements, sorted: moving one changes little. Without line endings of one system. */
  readonly statements: readonly string[]
  /** What these take from other modules. */
  readonly requests: readonly ModuleRequest[]
}

/** Tells what of a module is run; null where that cannot be told apart from the rest. */
export interface ModuleReach {
  ofFunction(name: string): ReachedCode | null
  /** By what other modules import of it. */
  ofExports(names: readonly string[]): ReachedCode | null
}

/**
 * Reads off a text what a function or an export of it may run: the statement that it stands in, those that declare a name which these mention, and
 * those at the top level that do something with such a name. By names alone, so rather too much than too little.
 */
export function moduleReach(text: string, fileName: string): ModuleReach {
  const { functions } = discoverFunctions(text, fileName)
  const { statements: all, exported, stars, isEsModule } = moduleStatements(text, fileName)
  const byName = new Map<string, Statement[]>()
  for (const statement of all) {
    for (const name of statement.answersTo) {
      const known = byName.get(name)
      if (known === undefined) byName.set(name, [statement])
      else known.push(statement)
    }
  }
  return {
    ofFunction(name) {
      const fn = functions.find((each) => each.name === name)
      const own = fn === undefined ? undefined : all.find(({ start, end }) => start <= fn.range.start && end >= fn.range.end)
      return own === undefined ? null : reachedFrom([own], [])
    },
    ofExports(names) {
      const own: Statement[] = []
      const requests: ModuleRequest[] = []
      for (const name of names) {
        const source = exported.get(name)
        const declared = byName.get(typeof source === 'string' ? source : '') ?? []
        if (declared.length > 0) own.push(...declared)
        else if (typeof source === 'object') requests.push(source)
        else if (source !== undefined || !isEsModule) return null
        // Else it is a type, or one of the modules that all is taken from has it.
        else if (name !== 'default') requests.push(...stars.map((specifier) => ({ specifier, names: [name] })))
      }
      return reachedFrom(own, requests)
    },
  }

  function reachedFrom(own: readonly Statement[], requests: readonly ModuleRequest[]): ReachedCode {
    const reached = new Set([...own, ...all.filter((each) => each.isBareImport)])
    const names = new Set<string>()
    for (const statement of reached) {
      for (const name of [...statement.mentions, ...statement.declares]) {
        if (names.has(name)) continue
        names.add(name)
        for (const each of byName.get(name) ?? []) reached.add(each)
      }
    }
    const statements = [...reached].map((each) => ({ ...each, text: each.text.replaceAll('\r', '') })).toSorted((a, b) => (a.text < b.text ? -1 : 1))
    return { statements: statements.map(({ text: code }) => code), requests: [...requests, ...statements.flatMap((each) => each.requests)] }
  }
}
