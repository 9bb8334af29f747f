import { readFileSync } from 'node:fs'
import path from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { moduleRequests } from '../core/source/moduleRequests.ts'
import type { FileDifference } from './git/differences.ts'
import { moduleReach } from './moduleReach.ts'
import type { ModuleReach, ReachedCode } from './moduleReach.ts'
import type { ModuleRequest } from './moduleStatements.ts'
import { ImportResolver } from './tests/importResolver.ts'

/** A module that is asked about, now and as it was. */
interface BothReaches {
  readonly now: ModuleReach
  readonly base: ModuleReach
}

/** What an import leads to. */
interface Imported {
  /** Real path; null for what is installed, built in or not found. */
  readonly file: string | null
  /** The names that are taken from it; null for all. */
  readonly names: readonly string[] | null
  /** A file that the specifier meant and that is gone. */
  readonly gone: string | null
}

/**
 * The modules of a working tree beside those of a commit. In a module that did not change every import still means the same file, unless one appeared
 * or went away, which changes count too; so the imports of now tell for both sides. Each is read once. Real paths.
 */
export class ChangedModules {
  readonly #changed: ReadonlyMap<string, FileDifference>
  readonly #texts: ReadonlyMap<string, string>
  /** Files that are gone, without their extensions. */
  readonly #gone: ReadonlySet<string>
  readonly #resolver = new ImportResolver()
  readonly #reaches = new Map<string, BothReaches>()
  readonly #imports = new Map<string, readonly Imported[]>()
  /** Modules from which no changed file is reached. */
  readonly #unchanged = new Set<string>()

  /** @param texts the commit's, by `FileDifference.path` */
  constructor(changed: ReadonlyMap<string, FileDifference>, texts: ReadonlyMap<string, string>) {
    this.#changed = changed
    this.#texts = texts
    this.#gone = new Set([...changed].flatMap(([file, { isGone }]) => (isGone ? [withoutExtension(file)] : [])))
  }

  /** The file in which a function, or what it reaches, may be another; null where nothing is. */
  changeOf(file: string, functionName: string): string | null {
    const { now, base } = this.#reachOf(file)
    const reached = same(now.ofFunction(functionName), base.ofFunction(functionName))
    if (reached === null) return file
    // By files first: most functions reach none that changed, and these need not be read by the letter.
    return this.#byFiles(file, reached.requests) ? this.#byNames(file, reached.requests) : null
  }

  #byFiles(importer: string, requests: readonly ModuleRequest[]): boolean {
    const seen = new Set<string>()
    const waiting = requests.map((request) => this.#imported(request, importer))
    for (const { file, gone } of waiting) {
      if (gone !== null || (file !== null && this.#changed.has(file))) return true
      if (file === null || seen.has(file) || this.#unchanged.has(file)) continue
      seen.add(file)
      waiting.push(...this.#importsOf(file))
    }
    for (const file of seen) this.#unchanged.add(file)
    return false
  }

  #byNames(importer: string, requests: readonly ModuleRequest[]): string | null {
    const seen = new Set<string>()
    const waiting = requests.map((request) => this.#imported(request, importer))
    for (const { file, names, gone } of waiting) {
      if (gone !== null) return gone
      const key = `${file}\0${names?.join('\0') ?? '*'}`
      if (file === null || this.#unchanged.has(file) || seen.has(key)) continue
      seen.add(key)
      const { now, base } = this.#reachOf(file)
      const reached = names === null ? null : same(now.ofExports(names), base.ofExports(names))
      if (reached === null && this.#changed.has(file)) return file
      waiting.push(...reached === null ? this.#importsOf(file) : reached.requests.map((request) => this.#imported(request, file)))
    }
    return null
  }

  #reachOf(file: string): BothReaches {
    const known = this.#reaches.get(file)
    if (known !== undefined) return known
    const now = moduleReach(textIn(file), file)
    const difference = this.#changed.get(file)
    const both = { now, base: difference === undefined ? now : moduleReach(this.#texts.get(difference.path) ?? '', file) }
    this.#reaches.set(file, both)
    return both
  }

  /** All that a module imports, whole. */
  #importsOf(file: string): readonly Imported[] {
    const known = this.#imports.get(file)
    if (known !== undefined) return known
    const imports = moduleRequests(textIn(file), file).map((specifier) => this.#imported({ specifier, names: null }, file))
    this.#imports.set(file, imports)
    return imports
  }

  #imported({ specifier, names }: ModuleRequest, importer: string): Imported {
    const named = path.resolve(path.dirname(importer), specifier)
    const isGone = specifier.startsWith('.') && [named, withoutExtension(named), path.join(named, 'index')].some((each) => this.#gone.has(each))
    return { file: this.#resolver.resolve(specifier, importer), names, gone: isGone ? named : null }
  }
}

/** What is reached on both sides; null where that is not the same, or cannot be told. */
function same(now: ReachedCode | null, base: ReachedCode | null): ReachedCode | null {
  return isDeepStrictEqual(now, base) ? now : null
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
