import { existsSync, statSync } from 'node:fs'
import path from 'node:path'
import { createFilesMatcher, createPathsMatcher, parseTsconfig } from 'get-tsconfig'
import type { TsConfigJsonResolved, TsConfigResult } from 'get-tsconfig'

type CompilerOptions = NonNullable<TsConfigJsonResolved['compilerOptions']>

/** The tsconfig that governs a file. */
export interface TypescriptProject {
  readonly path: string
  readonly options: CompilerOptions
  /** esbuild finds the same one: the nearest `tsconfig.json` or `jsconfig.json`. */
  readonly knownToEsbuild: boolean
  /** Absolute candidates, without extension as written, for a specifier that `paths` or `baseUrl` covers. */
  candidates(specifier: string): readonly string[]
}

/**
 * Finds the tsconfig of a file: the nearest one, or, where that one leaves the file to its `references` (as the
 * templates of Vite and Nx do), the reference that includes it. Remembers what it read, so one serves one bundle.
 */
export class TypescriptProjects {
  readonly #parsed = new Map<string, TsConfigJsonResolved>()
  readonly #nearest = new Map<string, TsConfigResult | null>()
  readonly #projects = new Map<string, TypescriptProject>()

  /** Null where there is no tsconfig, or one that cannot be read: esbuild says so itself. */
  of(file: string): TypescriptProject | null {
    const nearest = this.#nearestOf(path.dirname(file))
    if (!nearest) return null
    return this.#project(this.#referenceThatIncludes(nearest, file) ?? nearest, nearest.path)
  }

  #nearestOf(directory: string): TsConfigResult | null {
    const known = this.#nearest.get(directory)
    if (known !== undefined) return known
    const file = ['tsconfig.json', 'jsconfig.json'].map((name) => path.join(directory, name)).find(existsSync)
    const parent = path.dirname(directory)
    const found = file ? this.#read(file) : parent === directory ? null : this.#nearestOf(parent)
    this.#nearest.set(directory, found)
    return found
  }

  #referenceThatIncludes(solution: TsConfigResult, file: string): TsConfigResult | null {
    const references = solution.config.references ?? []
    if (references.length === 0 || createFilesMatcher(solution)(file)) return null
    for (const reference of references) {
      const target = path.resolve(path.dirname(solution.path), reference.path)
      const project = this.#read(isFolder(target) ? path.join(target, 'tsconfig.json') : target)
      if (project && createFilesMatcher(project)(file)) return project
    }
    return null
  }

  #read(file: string): TsConfigResult | null {
    try {
      const config = this.#parsed.get(file) ?? parseTsconfig(file)
      this.#parsed.set(file, config)
      return { path: file, config }
    } catch {
      return null
    }
  }

  #project(config: TsConfigResult, nearestPath: string): TypescriptProject {
    const known = this.#projects.get(config.path)
    if (known) return known
    const match = createPathsMatcher(config)
    const project = {
      path: config.path,
      options: config.config.compilerOptions ?? {},
      knownToEsbuild: config.path === nearestPath,
      candidates: (specifier: string) => match?.(specifier) ?? [],
    }
    this.#projects.set(config.path, project)
    return project
  }
}

/** What a tsconfig, or its default, says of fields without a value: TypeScript defines them from ES2022 on. */
export function definesClassFields(options: CompilerOptions): boolean {
  if (options.useDefineForClassFields !== undefined) return options.useDefineForClassFields
  const target = (options.target ?? 'es5').toLowerCase()
  return target === 'esnext' || Number(target.replace(/^es/, '')) >= 2022
}

/**
 * Is this code written for a bundler? Then a CommonJS package that says it was an ES module (`__esModule`) has the
 * `default` that it exports, where Node hands an ES module all of `module.exports`. tsconfig tells for which of the two
 * the code was checked; without it JSX, which Node does not run.
 */
export function expectsBundler(file: string, project: TypescriptProject | null): boolean {
  const resolution = project?.options.moduleResolution?.toLowerCase()
  const module = project?.options.module?.toLowerCase()
  if (resolution === 'bundler' || module === 'preserve') return true
  if (/^node(?:\d+|next)$/.test(resolution ?? module ?? '')) return false
  return /\.[jt]sx$/i.test(file)
}

function isFolder(file: string): boolean {
  return statSync(file, { throwIfNoEntry: false })?.isDirectory() ?? false
}
