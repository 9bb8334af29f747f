import { discoverFunctions } from '../../core/source/discoverFunctions.ts'
import type { SourceFunction } from '../../core/source/sourceFunction.ts'
import type { ImportedName } from '../../core/workloads/generatedInputs.ts'

/** Set-ups that one function needs, at most. */
const mostSetups = 4

/** Of all errors, the share that must name one. */
const leastShare = 0.2

/** `init()`, or `call init`. */
const named = /([\p{ID_Start}$_][\p{ID_Continue}$]{2,})\(\)|\b(?:call|calling|invoke|invoking|run|running|use|using|import|enable|load|install)\s+[`'"“]?([\p{ID_Start}$_][\p{ID_Continue}$]{2,})/giu

/**
 * Functions without parameters that many errors name, as in "call enableMapSet() first": called once, they may mend the calls.
 * @param errors what was thrown, of each call that threw
 * @param target the function that was called: it is no set-up of itself
 * @param textsOf the package's sources, by absolute path; read only where something is named
 */
export function namedSetups(errors: readonly string[], target: SourceFunction, textsOf: () => ReadonlyMap<string, string>): readonly ImportedName[] {
  const counts = new Map<string, number>()
  for (const error of errors) {
    for (const name of new Set([...error.matchAll(named)].flatMap(([, called, asked]) => called ?? asked ?? []))) counts.set(name, (counts.get(name) ?? 0) + 1)
  }
  const names = [...counts].filter(([, count]) => count >= errors.length * leastShare).toSorted(([, a], [, b]) => b - a).map(([name]) => name)
  if (names.length === 0) return []
  const found = new Map<string, ImportedName>()
  for (const [file, text] of textsOf()) {
    const here = names.filter((name) => !found.has(name) && text.includes(name))
    if (here.length === 0) continue
    const { functions } = discoverFunctions(text, file)
    for (const name of here) if (functions.some((fn) => fn.name === name && fn.name !== target.name && isSetup(fn))) found.set(name, { name, from: file, exported: name })
  }
  return names.flatMap((name) => found.get(name) ?? []).slice(0, mostSetups)
}

/** Whether other modules can call a function with nothing. */
export function isSetup({ name, exported, requiredParameters, kind, isGenerator, reach }: SourceFunction): boolean {
  return exported && requiredParameters === 0 && kind === 'function' && !isGenerator && reach.kind === 'binding' && reach.expression === name && /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test(name)
}
