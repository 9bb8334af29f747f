// Nothing of this function may stand outside it: its source text goes elsewhere.
/* oxlint-disable unicorn/consistent-function-scoping */

type Loader = () => unknown
/** Loaders of modules in the bundle by the absolute path of the original. */
type ModuleTable = Readonly<Record<string, Loader | undefined>>

/**
 * What the rewritten modules call. This function's *source text* goes into the bundle, so it uses nothing but its
 * parameter, globals and Node's own modules, and no syntax that Node 22.13 lacks.
 *
 * - `require(file)`: the `require` of the original file. With a table it serves the bundle's modules first: a computed
 *   specifier must not load a second copy of a module that is in the bundle.
 * - `import(file)`: the same for `import()`.
 * - `meta(file)`: the `import.meta` of the original file; `env` as Vite gives it, for code that counts on it.
 * - `toESM(module, nodeMode)` takes the place of esbuild's `__toESM`, which copies a CommonJS module's properties as
 *   getters: 12 to 43 ns for three calls through one on Node 22, and reading `default` beside them costs 4 ns on 22
 *   to 26, where a property costs nothing. Here functions are plain properties, as in the namespace that Node makes;
 *   other values stay live where the importer is not a real ES module, as in what tsc writes.
 * - `interop(module)`: the namespace that a bundler makes of a module, whatever its importer is to Node.
 * - `names(classes)` gives classes the names they have in the source: esbuild makes `var Cart = class _Cart` of one that
 *   refers to itself, and code that logs `this.constructor.name`, or looks it up, would find that.
 */
export function preludeHelpers(importModule: (url: string, options?: ImportCallOptions) => Promise<unknown>) {
  const { createRequire, findPackageJSON, isBuiltin } = process.getBuiltinModule('node:module')
  const path = process.getBuiltinModule('node:path')
  const { fileURLToPath, pathToFileURL } = process.getBuiltinModule('node:url')
  const { readFileSync, statSync } = process.getBuiltinModule('node:fs')
  const { isModuleNamespaceObject } = process.getBuiltinModule('node:util').types

  const requires = new Map<string, NodeJS.Require>()
  const metas = new Map<string, object>()
  const interops = new WeakSet<object>()

  function requireOf(file: string): NodeJS.Require {
    const known = requires.get(file) ?? createRequire(file)
    requires.set(file, known)
    return known
  }

  function ownRequire(file: string, table?: ModuleTable): NodeJS.Require {
    const original = requireOf(file)
    if (!table) return original
    return Object.assign((specifier: string) => (find(file, specifier, table) ?? (() => original(specifier)))(), original)
  }

  function ownImport(file: string, table?: ModuleTable): (specifier: unknown, options?: ImportCallOptions) => Promise<unknown> {
    return async (specifier, options) => {
      const name = String(specifier)
      const own = table && find(file, name, table)
      return own ? own() : importModule(resolve(file, name, true), options)
    }
  }

  function find(file: string, specifier: unknown, table: ModuleTable): Loader | undefined {
    if (typeof specifier !== 'string' || !isPath(specifier)) return undefined
    return candidates(targetOf(file, specifier)).map((candidate) => table[candidate]).find(Boolean)
  }

  function isPath(specifier: string): boolean {
    return /^(?:\.{1,2}(?:\/|$)|\/|file:|[a-zA-Z]:[\\/])/.test(specifier)
  }

  function targetOf(file: string, specifier: string): string {
    return specifier.startsWith('file:') ? fileURLToPath(specifier) : path.resolve(path.dirname(file), specifier.replace(/[?#].*$/, ''))
  }

  function candidates(target: string): readonly string[] {
    const stem = target.replace(/\.([cm]?)jsx?$/, '.$1')
    const endings = ['.ts', '.tsx', '.js', '.jsx', '.mts', '.cts', '.mjs', '.cjs', '.json', '.node']
    return [
      target,
      ...(stem === target ? [] : [`${stem}ts`, `${stem}tsx`]),
      ...endings.map((ending) => target + ending),
      ...endings.map((ending) => path.join(target, `index${ending}`)),
    ]
  }

  function resolve(file: string, specifier: string, probes: boolean): string {
    if (isBuiltin(specifier)) return specifier.startsWith('node:') ? specifier : `node:${specifier}`
    if (isPath(specifier)) {
      const found = probes && candidates(targetOf(file, specifier)).find((candidate) => statSync(candidate, { throwIfNoEntry: false })?.isFile())
      return found ? pathToFileURL(found).href : new URL(specifier, pathToFileURL(file)).href
    }
    if (/^[a-z][a-z+.-]+:/i.test(specifier)) return specifier
    return pathToFileURL(exported(file, specifier) ?? requireOf(file).resolve(specifier)).href
  }

  /** What a package exports to `import`, of which `require.resolve` knows nothing. Patterns are left to the latter. */
  function exported(file: string, specifier: string): string | null {
    const manifest = findPackageJSON?.(specifier, pathToFileURL(file).href)
    if (!manifest || !statSync(manifest, { throwIfNoEntry: false })) return null
    const { exports } = JSON.parse(readFileSync(manifest, 'utf8'))
    const subpath = specifier.replace(/^(?:@[^/]+\/)?[^/]+/, '.')
    const target = pick(exports?.[subpath] ?? (subpath === '.' ? exports : null))
    return target === null ? null : path.join(path.dirname(manifest), target)
  }

  function pick(target: unknown): string | null {
    if (typeof target === 'string') return target
    if (Array.isArray(target)) return target.map(pick).find(Boolean) ?? null
    if (typeof target !== 'object' || target === null) return null
    const condition = Object.entries(target).find(([name]) => ['import', 'node', 'module-sync', 'node-addons', 'default'].includes(name))
    return condition ? pick(condition[1]) : null
  }

  function meta(file: string): object {
    const known = metas.get(file) ?? {
      __proto__: null,
      dirname: path.dirname(file),
      filename: file,
      main: false,
      url: pathToFileURL(file).href,
      env: { MODE: 'development', BASE_URL: '/', DEV: true, PROD: false, SSR: true, ...Object.fromEntries(Object.entries(process.env).filter(([name]) => name.startsWith('VITE_'))) },
      resolve: (specifier: unknown) => resolve(file, String(specifier), false),
    }
    metas.set(file, known)
    return known
  }

  function interop(module: unknown): unknown {
    const namespace = toESM(module, false)
    if (!isModuleNamespaceObject(namespace)) interops.add(namespace)
    return namespace
  }

  function toESM(module: unknown, nodeMode: unknown): object {
    if (module === null || module === undefined) return { default: module }
    const isObject = typeof module === 'object' || typeof module === 'function'
    if (isObject && (isModuleNamespaceObject(module) || interops.has(module))) return module
    const target: object = Object.create(Object.getPrototypeOf(module))
    const wasEsm = isObject && Reflect.get(module, '__esModule')
    if (nodeMode || !wasEsm) Object.defineProperty(target, 'default', { value: module, enumerable: true })
    for (const [key, property] of isObject ? Object.entries(Object.getOwnPropertyDescriptors(module)) : []) {
      if (Object.hasOwn(target, key)) continue
      const { enumerable = false, value } = property
      const isFixed = 'value' in property && (nodeMode || typeof value === 'function')
      Object.defineProperty(target, key, isFixed ? { value, enumerable } : { get: () => Reflect.get(module, key), enumerable })
    }
    return target
  }

  function names(classes: Readonly<Record<string, () => unknown>>): void {
    for (const [name, get] of Object.entries(classes)) {
      try {
        const named = get()
        const present = typeof named === 'function' ? Object.getOwnPropertyDescriptor(named, 'name') : undefined
        if (present?.configurable === true && present.writable === false && present.value === `_${name}`) Object.defineProperty(named, 'name', { ...present, value: name })
      } catch {
        // A class in a function is out of reach here, one of a module that is not run yet has no value: they keep esbuild's name.
      }
    }
  }

  return { require: ownRequire, import: ownImport, meta, interop, toESM, names }
}
