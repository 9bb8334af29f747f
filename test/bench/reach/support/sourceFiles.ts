import { existsSync, readFileSync, readdirSync } from 'node:fs'
import path from 'node:path'

const extensions = /\.(?:[cm]?[jt]s|[jt]sx)$/u

/** What is no source of the package's own: declarations, tests, benchmarks, builds for browsers, settings. */
const other = /\.d\.[cm]?ts$|\.min\.[cm]?js$|[._-](?:test|spec|bench|stories|story)\.[cm]?[jt]sx?$|\.config\.[cm]?[jt]s$|\.umd\.|(?:^|\/)\.|(?:^|\/)(?:node_modules|coverage|__tests__|__mocks__|__fixtures__|tests?|spec|specs|fixtures|benchmarks?|bench|examples?|docs|scripts|stories|playground)\//u

/** Whether a package's own text is written with types. */
export type SourceKind = 'typed' | 'untyped'

export interface PackageSources {
  /** Absolute, in alphabetical order. */
  readonly files: readonly string[]
  /** Relative to the package. */
  readonly folder: string
  readonly kind: SourceKind
}

/** Finds a package's sources: below `src` if it ships that, else where its entry lies. */
export function sourceFiles(root: string, given?: string): PackageSources {
  const folder = given ?? folderOf(root)
  const all = readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
    .map((name) => name.split(path.sep).join('/'))
    .filter((name) => extensions.test(name) && !other.test(name))
  const typed = new Set(all.filter((name) => /tsx?$/u.test(name)).map(stem))
  const formats = new Set(all.map((name) => path.extname(name)))
  const entry = path.extname(entryOf(root))
  const files = all.filter((name) => {
    // Compiled beside its source, or the same once more in the other module format.
    if (/jsx?$/u.test(name) && typed.has(stem(name))) return false
    return !(folder === path.dirname(entryOf(root)) && formats.size > 1 && /\.[cm]js$/u.test(entry)) || path.extname(name) === entry
  })
  return {
    files: files.map((name) => path.join(root, folder, name)).toSorted(),
    folder,
    kind: files.some((name) => /tsx?$/u.test(name)) ? 'typed' : 'untyped',
  }
}

function stem(name: string): string {
  return name.replace(extensions, '')
}

function folderOf(root: string): string {
  if (existsSync(path.join(root, 'src'))) return 'src'
  const entry = path.dirname(entryOf(root))
  return entry === '.' && existsSync(path.join(root, 'lib')) && !existsSync(path.join(root, entryOf(root))) ? 'lib' : entry
}

/** The module that an `import` of the package gets, relative to it. */
function entryOf(root: string): string {
  const manifest: { readonly exports?: unknown; readonly module?: string; readonly main?: string } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'))
  const exports = manifest.exports
  const own = typeof exports === 'object' && exports !== null && '.' in exports ? exports['.'] : exports
  return path.normalize(conditional(own) ?? manifest.module ?? manifest.main ?? 'index.js')
}

function conditional(value: unknown): string | null {
  if (typeof value === 'string') return value
  if (typeof value !== 'object' || value === null) return null
  for (const condition of ['node', 'import', 'module', 'default', 'require']) {
    const found = conditional(Reflect.get(value, condition))
    if (found !== null && !/\.d\.[cm]?ts$/u.test(found)) return found
  }
  return null
}
