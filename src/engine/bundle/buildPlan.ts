import path from 'node:path'
import type { Message } from 'esbuild'
import type { ModuleFormat } from './moduleFormat.ts'

/** How a bundle is to be built, as far as only esbuild's answer to an attempt can say it. */
export interface BuildPlan {
  readonly format: ModuleFormat
  /** Put the modules that computed specifiers can mean into the bundle; else Node loads them when asked to. */
  readonly includesComputed: boolean
  /** Resolve `@/...`, `~...` and `$...` ourselves: some tsconfig has aliases that esbuild does not find. */
  readonly asksForAliases: boolean
  /** `require` and `import()` calls of what does not exist, `<importer>\0<specifier>`: they fail when they are reached. */
  readonly missing: ReadonlySet<string>
  /** By importer, the imported names that turned out to be types. */
  readonly typeImports: ReadonlyMap<string, ReadonlySet<string>>
  /** A module, absolute, that is loaded before the entry, as in the package's own program; null where the order makes no difference. */
  readonly loadsFirst: string | null
}

/** The plan of a first attempt. */
export function firstPlan(format: ModuleFormat, asksForAliases = false): BuildPlan {
  return { format, includesComputed: true, asksForAliases, missing: new Set(), typeImports: new Map(), loadsFirst: null }
}

/** What an attempt found out besides its errors. */
export interface AttemptFacts {
  /** The folder that esbuild's file names are relative to. */
  readonly directory: string
  /** Some module was included for a computed specifier. */
  readonly includedComputed: boolean
  /** Files that went through the decorator compiler. */
  readonly decorated: ReadonlySet<string>
}

/**
 * The plan for another attempt after these errors, or null where they are the user's to mend. Node runs programs that
 * a bundler refuses at first sight: a `require` that nobody reaches, `await` at the top of what looked like
 * CommonJS, a broken module that merely lies in the folder of a computed import.
 */
export function recoverPlan(plan: BuildPlan, errors: readonly Message[], facts: AttemptFacts): BuildPlan | null {
  if (plan.format === 'cjs' && errors.some((error) => /^Top-level await is (?:currently )?not supported with the "cjs"/.test(error.text))) {
    return { ...plan, format: 'esm' }
  }
  if (!plan.asksForAliases && errors.some((error) => /^(?:@\/|[~$])/.test(missingSpecifier(error) ?? ''))) {
    return { ...plan, asksForAliases: true }
  }
  const missing = new Set(plan.missing)
  const typeImports = new Map(plan.typeImports)
  for (const error of errors) {
    const importer = path.resolve(facts.directory, error.location?.file ?? '')
    const specifier = missingSpecifier(error)
    if (specifier !== null && isReachedAtRunTime(error)) missing.add(missingKey(importer, specifier))
    const name = /^No matching export in ".*" for import "(.*)"$/.exec(error.text)?.[1]
    if (name !== undefined && facts.decorated.has(importer)) typeImports.set(importer, new Set([...typeImports.get(importer) ?? [], name]))
  }
  if (missing.size > plan.missing.size || countNames(typeImports) > countNames(plan.typeImports)) return { ...plan, missing, typeImports }
  return plan.includesComputed && facts.includedComputed ? { ...plan, includesComputed: false } : null
}

/** How `BuildPlan.missing` names a specifier of an importer (absolute). */
export function missingKey(importer: string, specifier: string): string {
  return `${importer}\0${specifier}`
}

/** The specifier that esbuild could not resolve, if that is what the error is about. */
export function missingSpecifier(error: Message): string | null {
  return /^Could not resolve "(.*)"$/.exec(error.text)?.[1] ?? null
}

/** esbuild points at the specifier's text; what stands before it tells an `import` statement from a call. */
function isReachedAtRunTime(error: Message): boolean {
  if (!error.location) return false
  const before = Buffer.from(error.location.lineText).subarray(0, error.location.column).toString()
  return /\b(?:require|import)\s*\(\s*(?:\/\*.*?\*\/\s*)*$/.test(before)
}

function countNames(names: ReadonlyMap<string, ReadonlySet<string>>): number {
  return [...names.values()].reduce((sum, set) => sum + set.size, 0)
}
