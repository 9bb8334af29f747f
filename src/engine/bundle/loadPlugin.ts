import path from 'node:path'
import type { OnLoadArgs, OnLoadResult, Plugin } from 'esbuild'
import { moduleText } from './bundleSession.ts'
import type { BuildAttempt, BundleSession } from './bundleSession.ts'
import { compileDecorators, decoratorHelper, markTypeImports, needsDecoratorTransform } from './decoratorMetadata.ts'
import { assetModule, bundlerExternalModule, bundlerNamespace, externalModule, externalNamespace, helperNamespace, missingModule, missingNamespace } from './externalModule.ts'
import type { MissingImport } from './externalModule.ts'
import { globModules } from './globModules.ts'
import { isModuleFile, loaderOf } from './moduleFiles.ts'
import type { PresentFiles } from './presentFiles.ts'
import { needsRewriting, rewriteModule } from './rewriteModule.ts'
import type { TypescriptProject } from './typescriptProjects.ts'

type MissingArgs = OnLoadArgs & { readonly pluginData: MissingImport }
type Loaded = OnLoadResult | undefined

/**
 * Hands esbuild the texts that are not just what is on disk. Every module passes here once, and most are let through
 * after a look at their text: esbuild then reads them itself.
 */
export function loadPlugin(session: BundleSession, attempt: BuildAttempt): Plugin {
  return {
    name: 'heatline-load',
    setup(build) {
      build.onLoad({ filter: /.*/, namespace: 'file' }, (args) => loadFile(args, session, attempt))
      build.onLoad({ filter: /.*/, namespace: externalNamespace }, (args) => externalModule(args.path))
      build.onLoad({ filter: /.*/, namespace: bundlerNamespace }, (args) => bundlerExternalModule(args.path))
      build.onLoad({ filter: /.*/, namespace: missingNamespace }, (args: MissingArgs) => missingModule(args.pluginData))
      build.onLoad({ filter: /.*/, namespace: helperNamespace }, (args) => {
        const contents = decoratorHelper(args.path)
        return contents === null ? undefined : { contents, loader: 'js' }
      })
    },
  }
}

function loadFile(args: OnLoadArgs, session: BundleSession, attempt: BuildAttempt): Loaded | Promise<Loaded> {
  const file = args.path
  if (args.suffix === '?raw') return { contents: `module.exports = ${JSON.stringify(moduleText(session, attempt, file)?.text ?? '')}`, loader: 'js' }
  if (args.suffix) return assetModule(file)
  if (/\.json$/i.test(file)) {
    const unsaved = session.texts.get(file)
    // Node parses JSON faster than code, and a bundle with megabytes of data in it would be slow to build.
    return unsaved === undefined ? externalModule(file) : jsonModule(unsaved)
  }
  if (/\.node$/i.test(file)) return externalModule(file)
  return isModuleFile(file) ? loadModule(file, session, attempt) : assetModule(file)
}

/** Parsed when it is loaded, as what `require` reads is: an object written out as code may be quicker or slower to use. */
function jsonModule(text: string): Loaded {
  try {
    JSON.parse(text)
  } catch {
    // esbuild says where it is broken.
    return { contents: text, loader: 'json' }
  }
  return { contents: `module.exports = JSON.parse(${JSON.stringify(text)})`, loader: 'js' }
}

function loadModule(file: string, session: BundleSession, attempt: BuildAttempt): Loaded | Promise<Loaded> {
  const source = moduleText(session, attempt, file)
  if (!source) return undefined
  if (session.paths.isUsers(file) || file === attempt.entryFile) attempt.files.add(file)
  const governing = /\.(?:ts|tsx|jsx|mts|cts)$/i.test(file) ? session.projects.of(file) : null
  const project = governing !== null && attempt.placed.has(file) ? { ...governing, knownToEsbuild: false } : governing
  let text = withJsxSettings(source.text, file, project)
  if (needsRewriting(text)) text = rewrite(text, file, session, attempt)
  if (needsDecoratorTransform(text, project)) return decorated(text, file, project, session, attempt)
  return source.isOnDisk && text === source.text ? undefined : { contents: text, loader: loaderOf(file), resolveDir: session.files.folderOf(file) }
}

function rewrite(text: string, file: string, session: BundleSession, attempt: BuildAttempt): string {
  return rewriteModule(text, {
    file,
    packageType: session.scopes.of(path.dirname(file))?.type ?? null,
    modulesOf: (segments) => {
      const modules = attempt.plan.includesComputed ? globModules(segments, file, session.files) : []
      attempt.includedComputed ||= modules.length > 0
      return modules
    },
    workerUrl: (specifier) => {
      const target = specifier === null ? file : workerFile(path.resolve(path.dirname(file), specifier), session.files)
      return target === null || !session.paths.isUsers(target) ? null : session.workers.urlOf(target)
    },
  })
}

async function decorated(text: string, file: string, project: TypescriptProject, session: BundleSession, attempt: BuildAttempt): Promise<Loaded> {
  attempt.decorated.add(file)
  const types = attempt.plan.typeImports.get(file)
  const contents = await compileDecorators(file, types ? markTypeImports(text, types) : text, project)
  const resolveDir = session.files.folderOf(file)
  return contents === null ? { contents: text, loader: loaderOf(file), resolveDir } : { contents, loader: 'jsx', resolveDir }
}

/** The JSX settings of a project that esbuild does not find, as the comments that it reads; they add no line. */
function withJsxSettings(text: string, file: string, project: TypescriptProject | null): string {
  if (!project || project.knownToEsbuild || !/\.[jt]sx$/i.test(file) || text.startsWith('#!')) return text
  const { jsx, jsxFactory, jsxFragmentFactory, jsxImportSource } = project.options
  const isClassic = jsx === 'react' || jsx === 'react-native'
  const settings = isClassic
    ? ['@jsxRuntime classic', jsxFactory && `@jsx ${jsxFactory}`, jsxFragmentFactory && `@jsxFrag ${jsxFragmentFactory}`]
    : ['@jsxRuntime automatic', jsxImportSource && `@jsxImportSource ${jsxImportSource}`]
  return `/** ${settings.filter(Boolean).join(' ')} */ ${text}`
}

/** A worker's file: TypeScript may be named by the JavaScript that it becomes. Null where there is none. */
function workerFile(named: string, files: PresentFiles): string | null {
  const typescript = /\.[cm]?js$/i.test(named) ? [named.replace(/js$/i, 'ts')] : []
  return [named, ...typescript].find((file) => isModuleFile(file) && files.has(file)) ?? null
}
