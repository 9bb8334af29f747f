import { existsSync, readFileSync, realpathSync, statSync } from 'node:fs'
import path from 'node:path'
import { PackageScopes, packageName } from '../bundle/packageScopes.ts'
import { TypescriptProjects } from '../bundle/typescriptProjects.ts'

const extensions = ['', '.ts', '.tsx', '.mts', '.cts', '.js', '.jsx', '.mjs', '.cjs', '/index.ts', '/index.tsx', '/index.mts', '/index.js', '/index.jsx', '/index.mjs', '/index.cjs']

/**
 * Finds the file of the workspace that an import means, without running a bundler: relative paths, a tsconfig's `paths`, a
 * package's own name and those of its neighbours in a monorepo, and the aliases `@/` and `~/` that projects use by habit.
 */
export class ImportResolver {
  readonly #projects = new TypescriptProjects()
  readonly #scopes = new PackageScopes()
  readonly #files = new Map<string, string | null>()

  /** Absolute, symbolic links resolved; null for what is installed, built in or not found. */
  resolve(specifier: string, importer: string): string | null {
    const plain = specifier.replace(/[?].*$/, '')
    if (plain.startsWith('.') || path.isAbsolute(plain)) return this.#file(path.resolve(path.dirname(importer), plain))
    if (plain.startsWith('node:')) return null
    for (const candidate of this.#projects.of(importer)?.candidates(plain) ?? []) {
      const file = this.#file(candidate)
      if (file !== null) return file
    }
    const scope = this.#scopes.of(path.dirname(importer))
    const alias = /^(?:@|~)\/(.+)$/.exec(plain)?.[1]
    if (alias !== undefined && scope !== null) return this.#file(path.join(scope.directory, 'src', alias)) ?? this.#file(path.join(scope.directory, alias))
    if (plain.startsWith('#')) return scope === null ? null : this.#target(scope.directory, readManifest(scope.directory)['imports'], plain)
    const name = packageName(plain)
    const folder = scope?.name === name ? scope.directory : this.#linked(name, importer)
    return folder === null ? null : this.#exported(folder, `.${plain.slice(name.length)}`)
  }

  /** A neighbour in a monorepo: a link in `node_modules` that leads out of it. */
  #linked(name: string, importer: string): string | null {
    const installed = this.#scopes.installed(name, path.dirname(importer))
    if (installed === null) return null
    const real = realpathSync(installed)
    return real.split(path.sep).includes('node_modules') ? null : real
  }

  #exported(folder: string, subpath: string): string | null {
    const manifest = readManifest(folder)
    const named = this.#target(folder, manifest['exports'], subpath)
    if (named !== null) return named
    if (subpath !== '.') return this.#file(path.join(folder, subpath))
    for (const key of ['source', 'module', 'main']) {
      const entry = manifest[key]
      const file = typeof entry === 'string' ? this.#file(path.join(folder, entry)) : null
      if (file !== null) return file
    }
    return this.#file(path.join(folder, 'src', 'index')) ?? this.#file(path.join(folder, 'index'))
  }

  /** What `exports` or `imports` of a package.json says, whatever the condition: the first that is a file. */
  #target(folder: string, table: unknown, subpath: string): string | null {
    if (typeof table === 'string') return subpath === '.' ? this.#file(path.join(folder, table)) : null
    if (typeof table !== 'object' || table === null) return null
    const rows = Object.entries(table)
    if (!rows.some(([key]) => key.startsWith('.') || key.startsWith('#'))) return subpath === '.' ? this.#first(folder, table, '') : null
    for (const [key, value] of rows) {
      if (key === subpath) return this.#first(folder, value, '')
      const [before = '', after] = key.split('*')
      if (after !== undefined && subpath.startsWith(before) && subpath.endsWith(after)) return this.#first(folder, value, subpath.slice(before.length, subpath.length - after.length))
    }
    return null
  }

  #first(folder: string, value: unknown, star: string): string | null {
    if (typeof value === 'string') return value.startsWith('.') ? this.#file(path.join(folder, value.replaceAll('*', star))) : null
    if (typeof value !== 'object' || value === null) return null
    for (const each of Object.values(value)) {
      const file = this.#first(folder, each, star)
      if (file !== null && !/\.d\.[cm]?ts$/.test(file)) return file
    }
    return null
  }

  /** The file that a path without extension, or with the extension of what it is compiled to, stands for. */
  #file(named: string): string | null {
    const known = this.#files.get(named)
    if (known !== undefined) return known
    const typescript = /\.[cm]?jsx?$/.test(named) ? [named.replace(/js(x?)$/, 'ts$1'), named.replace(/jsx?$/, 'tsx')] : []
    const found = [...extensions.map((extension) => named + extension), ...typescript].find(isFile) ?? null
    const file = found === null ? null : realpathSync(found)
    this.#files.set(named, file)
    return file
  }
}

function isFile(file: string): boolean {
  return existsSync(file) && (statSync(file, { throwIfNoEntry: false })?.isFile() ?? false)
}

function readManifest(folder: string): Record<string, unknown> {
  try {
    const content: unknown = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'))
    return typeof content === 'object' && content !== null ? { ...content } : {}
  } catch {
    return {}
  }
}
