import { existsSync } from 'node:fs'
import { isBuiltin } from 'node:module'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { escapeRegExp } from 'es-toolkit'
import type { ImportKind, OnResolveArgs, OnResolveResult, Plugin, PluginBuild } from 'esbuild'
import type { BuildAttempt, BundleSession } from './bundleSession.ts'
import { missingKey } from './buildPlan.ts'
import { decoratorHelperFilter } from './decoratorMetadata.ts'
import { bundlerNamespace, externalNamespace, helperNamespace, missingNamespace } from './externalModule.ts'
import type { MissingImport } from './externalModule.ts'
import { moduleFormat } from './moduleFormat.ts'
import { packageName } from './packageScopes.ts'
import { expectsBundler } from './typescriptProjects.ts'
import { isModuleFile, needsCompiling } from './moduleFiles.ts'

/** Marks our own questions to esbuild's resolver, which come by here again. */
const asking = Symbol('asking')

/**
 * Specifiers that are neither relative nor `node:...`. A callback costs 30 to 50 us, which is what a package of 1,000
 * modules feels: esbuild does relative imports alone, and such aliases as no package can be named after.
 */
const packages = /^(?:[^./n@~$]|@(?:[^/]|$)|n(?:[^o]|$)|no(?:[^d]|$)|nod(?:[^e]|$)|node(?:[^:]|$))/
const packagesAndAliases = /^(?:[^./n]|n(?:[^o]|$)|no(?:[^d]|$)|nod(?:[^e]|$)|node(?:[^:]|$))/

type Resolved = OnResolveResult | undefined

/**
 * Decides what is in the bundle. Which file an import means, esbuild's resolver says, asked from the importer with the
 * conditions of that import; a file of the user's is bundled, and so is TypeScript anywhere, which Node would not run;
 * all else stays outside under its absolute name, for the bundle lies where no package would be found.
 */
export function resolvePlugin(session: BundleSession, attempt: BuildAttempt): Plugin {
  return {
    name: 'heatline-resolve',
    setup(build) {
      const resolution = new Resolution(session, attempt, build)
      build.onResolve({ filter: attempt.plan.asksForAliases ? packagesAndAliases : packages }, (args) => (args.pluginData === asking ? undefined : resolution.resolve(args)))
      // A file that is only in the editor yet, or was deleted: esbuild would not find it.
      if (!existsSync(attempt.entryFile)) {
        build.onResolve({ filter: exactly([attempt.entryFile]) }, (args) => (args.kind === 'entry-point' ? resolution.placed(args.path, '') : undefined))
      }
      const relative = [...attempt.plan.missing].map((key) => key.slice(key.indexOf('\0') + 1)).filter((specifier) => /^[./]/.test(specifier))
      if (relative.length > 0) build.onResolve({ filter: exactly(relative) }, (args) => resolution.missing(args))
      if (!session.files.isPlain) build.onResolve({ filter: /^\.{1,2}(?:\/|$)/ }, (args) => (args.pluginData === asking ? undefined : resolution.relative(args)))
    },
  }
}

class Resolution {
  readonly #session: BundleSession
  readonly #attempt: BuildAttempt
  readonly #build: PluginBuild
  /** By everything that an answer depends on: files of one folder, and folders of one package, mostly share it. */
  readonly #known = new Map<string, Promise<Resolved>>()

  constructor(session: BundleSession, attempt: BuildAttempt, build: PluginBuild) {
    this.#session = session
    this.#attempt = attempt
    this.#build = build
  }

  /** A specifier that does not begin with a dot or a slash. */
  resolve(args: OnResolveArgs): Resolved | Promise<Resolved> {
    if (args.kind === 'entry-point' || args.namespace !== 'file' || /^(?:data|https?):/.test(args.path)) return undefined
    if (decoratorHelperFilter.test(args.path)) return { path: args.path, namespace: helperNamespace }
    if (isBuiltin(args.path)) return { path: args.path, external: true }
    const missing = this.missing(args)
    if (missing) return missing

    const { scopes, projects } = this.#session
    const project = projects.of(args.importer)
    const candidates = project && !(project.knownToEsbuild && this.#session.files.isPlain) ? project.candidates(args.path) : []
    const scope = scopes.of(args.resolveDir)
    const from = args.path.startsWith('#') ? scope?.directory : scopes.installed(packageName(args.path), args.resolveDir)
    // Not installed: an alias, the package's own name, or nothing at all. esbuild tells them apart, and where it failed.
    if (!from && candidates.length === 0) return undefined
    const kind = this.#conditionsOf(args, scope?.type ?? null)
    const forBundler = expectsBundler(args.importer, project)
    const key = [kind, args.kind === 'dynamic-import', forBundler, from, project?.path, args.path].join('\0')
    const known = this.#known.get(key)
    if (known) return known
    const answer = this.#ask(args, kind, candidates, forBundler)
    this.#known.set(key, answer)
    return answer
  }

  /** A specifier that begins with a dot, where the files that there are are not those on disk. Only what could come out otherwise is answered. */
  async relative(args: OnResolveArgs): Promise<Resolved> {
    const { files } = this.#session
    const folder = path.isAbsolute(args.importer) ? path.dirname(args.importer) : args.resolveDir
    const [, specifier = '', suffix = ''] = /^(.*?)(\?.*)?$/s.exec(args.path) ?? []
    const named = path.resolve(folder, specifier)
    if (args.namespace !== 'file' || (!files.concerns(named) && folder === args.resolveDir)) return undefined
    const file = files.fileOf(named, /(?:^|\/)\.{0,2}$/.test(specifier))
    const onDisk = await this.#build.resolve(named, { importer: args.importer, resolveDir: args.resolveDir, namespace: 'file', kind: args.kind, with: args.with, pluginData: asking })
    const isThere = onDisk.errors.length === 0 && !files.isHidden(onDisk.path)
    // Else a folder, of which a package.json tells more.
    if (isThere && (file === null || file === onDisk.path)) return folder === args.resolveDir ? undefined : this.placed(onDisk.path, suffix)
    return file === null ? notFound(args.path) : this.placed(file, suffix)
  }

  /** A module of the user's under the path that it was found at. */
  placed(file: string, suffix: string): Resolved {
    this.#attempt.placed.add(file)
    return { path: file, suffix }
  }

  /** What an earlier attempt did not find, if this is it. */
  missing(args: OnResolveArgs): Resolved {
    if (!this.#attempt.plan.missing.has(missingKey(args.importer, args.path))) return undefined
    const pluginData: MissingImport = { importer: args.importer, specifier: args.path }
    return { path: `${args.path} of ${args.importer}`, namespace: missingNamespace, pluginData }
  }

  /**
   * An `import` statement that is compiled to `require`, as tsc and Babel do, finds what `require` finds. That way the
   * module shares one copy of a package with what the package's other users require.
   */
  #conditionsOf(args: OnResolveArgs, type: 'module' | 'commonjs' | null): ImportKind {
    const isCompiled = args.kind === 'import-statement' && this.#attempt.plan.format === 'cjs' && moduleFormat(args.importer, type, () => true) === 'cjs'
    return isCompiled ? 'require-call' : args.kind
  }

  async #ask(args: OnResolveArgs, kind: ImportKind, candidates: readonly string[], forBundler: boolean): Promise<Resolved> {
    const options = { importer: args.importer, resolveDir: args.resolveDir, namespace: 'file', with: args.with, pluginData: asking }
    // A package that only exports to `import` can be required from Node 22.12 on.
    const kinds = kind === args.kind ? [kind] : [kind, args.kind]
    const { files } = this.#session
    let isHidden = false
    for (const specifier of [...candidates, args.path]) {
      const own = specifier !== args.path && files.concerns(specifier) ? files.fileOf(specifier, false) : null
      if (own !== null) return this.#place(own, '', args.kind, forBundler)
      for (const as of kinds) {
        const found = await this.#build.resolve(specifier, { ...options, kind: as })
        isHidden ||= files.isHidden(found.path)
        if (found.errors.length > 0 || files.isHidden(found.path)) continue
        if (found.external) return { path: found.path, external: true }
        return found.namespace === 'file' ? this.#place(found.path, found.suffix, args.kind, forBundler) : undefined
      }
    }
    return isHidden ? notFound(args.path) : undefined
  }

  #place(file: string, suffix: string, kind: ImportKind, forBundler: boolean): Resolved {
    if (!isModuleFile(file) || needsCompiling(file) || this.#session.paths.isUsers(file)) return this.placed(file, suffix)
    this.#attempt.externals.add(file)
    const type = this.#session.scopes.of(path.dirname(file))?.type ?? null
    // Where only the syntax would tell, `require` copes with both.
    const isEsm = moduleFormat(file, type, () => false) === 'esm'
    const isImport = kind === 'dynamic-import' || (kind === 'import-statement' && this.#attempt.plan.format === 'esm')
    if (isImport && isEsm) return { path: pathToFileURL(file).href, external: true }
    if (isImport) return { path: file, namespace: forBundler ? bundlerNamespace : externalNamespace }
    return this.#attempt.plan.format === 'cjs' ? { path: file, external: true } : { path: file, namespace: externalNamespace }
  }
}

/** In esbuild's words, for they are read. */
function notFound(specifier: string): Resolved {
  return { errors: [{ text: `Could not resolve "${specifier}"` }] }
}

function exactly(specifiers: readonly string[]): RegExp {
  return new RegExp(`^(?:${specifiers.map(escapeRegExp).join('|')})$`)
}
