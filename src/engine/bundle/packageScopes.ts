import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import type { PackageType } from './moduleFormat.ts'

/** The nearest package.json above a file. */
export interface PackageScope {
  /** The folder it stands in. */
  readonly directory: string
  readonly name: string | null
  readonly type: PackageType
  /** Names of the packages it says it needs, peers included. */
  readonly needs: readonly string[]
}

/** Finds package scopes and installed packages; remembers what it read, so one serves one bundle. */
export class PackageScopes {
  readonly #scopes = new Map<string, PackageScope | null>()
  readonly #folders = new Map<string, boolean>()

  /** The scope that Node gives a file in `directory`: it does not look past a `node_modules` folder. Null without one. */
  of(directory: string): PackageScope | null {
    const known = this.#scopes.get(directory)
    if (known !== undefined) return known
    const parent = path.dirname(directory)
    const scope = path.basename(directory) === 'node_modules'
      ? null
      : readPackage(directory) ?? (parent === directory ? null : this.of(parent))
    this.#scopes.set(directory, scope)
    return scope
  }

  /** The `node_modules/<name>` folder that an import in `directory` finds, or null. */
  installed(name: string, directory: string): string | null {
    for (let at = directory; ; at = path.dirname(at)) {
      const folder = path.join(at, 'node_modules', name)
      if (path.basename(at) !== 'node_modules' && this.#exists(folder)) return folder
      if (at === path.dirname(at)) return null
    }
  }

  #exists(folder: string): boolean {
    const known = this.#folders.get(folder)
    if (known !== undefined) return known
    const exists = existsSync(folder)
    this.#folders.set(folder, exists)
    return exists
  }
}

/** `@scope/name` or `name` of a bare specifier: `lodash/fp` is of `lodash`. */
export function packageName(specifier: string): string {
  const [first = '', second] = specifier.split('/')
  return first.startsWith('@') && second !== undefined ? `${first}/${second}` : first
}

/** Null where there is no package.json, or one that Node would not read either. */
function readPackage(directory: string): PackageScope | null {
  let text: string
  try {
    text = readFileSync(path.join(directory, 'package.json'), 'utf8')
  } catch {
    return null
  }
  const json = parseObject(text)
  const type = json['type']
  const name = json['name']
  return {
    directory,
    name: typeof name === 'string' ? name : null,
    type: type === 'module' || type === 'commonjs' ? type : null,
    needs: ['dependencies', 'peerDependencies', 'optionalDependencies'].flatMap((key) => Object.keys(asObject(json[key]))),
  }
}

function parseObject(text: string): Record<string, unknown> {
  try {
    return asObject(JSON.parse(text))
  } catch {
    return {}
  }
}

function asObject(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? { ...value } : {}
}
