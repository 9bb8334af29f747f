import { readFileSync } from 'node:fs'
import path from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { moduleRequests } from '../core/source/moduleRequests.ts'
import { differencesFrom } from './git/differences.ts'
import type { FileDifference } from './git/differences.ts'
import { readBlobs } from './git/readBlobs.ts'
import { moduleReach } from './reachedCode.ts'
import type { ModuleReach } from './reachedCode.ts'
import { realPath } from './realPath.ts'
import { ImportResolver } from './tests/importResolver.ts'

/** A function of a file, which is absolute. */
export interface FunctionReference {
  readonly file: string
  readonly functionName: string
}

/** A function that may run other code than at a commit. */
export interface ChangedFunction extends FunctionReference {
  /** The file, absolute, in which its code or what that reaches changed; the first that was come across. */
  readonly changedIn: string
}

/** Those of the functions that changed, or why that cannot be told, for people. */
export type ChangedSince = { readonly kind: 'known'; readonly functions: readonly ChangedFunction[] } | { readonly kind: 'unknown'; readonly reason: string }

/**
 * Which functions may run other code than they did at a commit: by what their own module's statements mention, and from there by imports. What is
 * installed does not count, nor do package.json and tsconfig: a commit's code is run with today's. In a module that did not change every import
 * still means the same file, unless one appeared or went away, which changes count too; so the imports of now tell for both sides.
 * @param root absolute
 * @param commit full hash
 */
export async function changedSince(root: string, commit: string, functions: readonly FunctionReference[], signal: AbortSignal): Promise<ChangedSince> {
  const differences = await differencesFrom(commit, root)
  if (differences.kind === 'unknown') return differences
  const changed = new Map(differences.files.map((each) => [realPath(each.file), each]))
  const own = [...new Set(functions.map(({ file }) => realPath(file)))].flatMap((file) => changed.get(file) ?? [])
  const read = await readBlobs(differences.repository, own.flatMap(({ blob, path: name }) => (blob === null ? [] : [{ blob, path: name }])), commit)
  if (read.kind === 'failed') return { kind: 'unknown', reason: read.reason }

  const modules = new Modules(changed)
  const reaches = new Map<string, { readonly now: ModuleReach; readonly then: ModuleReach }>()
  const reachesOf = (file: string): { readonly now: ModuleReach; readonly then: ModuleReach } => {
    const known = reaches.get(file)
    if (known !== undefined) return known
    const difference = changed.get(file)
    const now = moduleReach(textIn(file), file)
    const both = { now, then: difference === undefined ? now : moduleReach(read.texts.get(difference.path) ?? '', file) }
    reaches.set(file, both)
    return both
  }
  return {
    kind: 'known',
    functions: functions.flatMap(({ file, functionName }) => {
      signal.throwIfAborted()
      const real = realPath(file)
      const reach = reachesOf(real)
      const now = reach.now(functionName)
      const then = reach.then(functionName)
      // Not told apart: it is new, or the text does not parse.
      const isSame = now !== null && then !== null && isDeepStrictEqual(now.statements, then.statements)
      const changedIn = isSame ? modules.firstChange(real, now.specifiers) : file
      return changedIn === null ? [] : [{ file, functionName, changedIn }]
    }),
  }
}

/** What an import leads to. */
interface Imported {
  /** Real path; null for what is installed, built in or not found. */
  readonly file: string | null
  /** A file that changed: that one, or one that the specifier meant and that is gone. */
  readonly change: string | null
}

/** Modules as they are now, each read once. Real paths. */
class Modules {
  readonly #changed: ReadonlyMap<string, FileDifference>
  /** Files that are gone, without their extensions. */
  readonly #gone: ReadonlySet<string>
  readonly #resolver = new ImportResolver()
  readonly #imports = new Map<string, readonly Imported[]>()
  /** Modules from which no change is reached. */
  readonly #unchanged = new Set<string>()

  constructor(changed: ReadonlyMap<string, FileDifference>) {
    this.#changed = changed
    this.#gone = new Set([...changed].flatMap(([file, { isGone }]) => (isGone ? [withoutExtension(file)] : [])))
  }

  /** The nearest file that changed, among those that specifiers of a module lead to; null where none did. */
  firstChange(importer: string, specifiers: readonly string[]): string | null {
    const seen = new Set<string>()
    const waiting = specifiers.map((specifier) => this.#imported(specifier, importer))
    for (const { file, change } of waiting) {
      if (change !== null) return change
      if (file === null || seen.has(file) || this.#unchanged.has(file)) continue
      seen.add(file)
      waiting.push(...this.#importsOf(file))
    }
    for (const file of seen) this.#unchanged.add(file)
    return null
  }

  #importsOf(file: string): readonly Imported[] {
    const known = this.#imports.get(file)
    if (known !== undefined) return known
    const imports = moduleRequests(textIn(file), file).map((specifier) => this.#imported(specifier, file))
    this.#imports.set(file, imports)
    return imports
  }

  #imported(specifier: string, importer: string): Imported {
    const named = path.resolve(path.dirname(importer), specifier)
    const isGone = specifier.startsWith('.') && [named, withoutExtension(named), path.join(named, 'index')].some((each) => this.#gone.has(each))
    const file = this.#resolver.resolve(specifier, importer)
    return { file, change: isGone ? named : (file === null ? null : this.#changed.get(file)?.file) ?? null }
  }
}

function withoutExtension(file: string): string {
  return file.slice(0, file.length - path.extname(file).length)
}

function textIn(file: string): string {
  try {
    return readFileSync(file, 'utf8').replace(/^\uFEFF/, '')
  } catch {
    return ''
  }
}
