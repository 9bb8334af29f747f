import { context, stop } from 'esbuild'
import path from 'node:path'
import type { BuildFailure, BuildOptions, Message, Metafile, StdinOptions } from 'esbuild'
import type { BuildAttempt, BundleSession } from './bundleSession.ts'
import { loadPlugin } from './loadPlugin.ts'
import { resolvedExtensions } from './presentFiles.ts'
import { resolvePlugin } from './resolvePlugin.ts'

/** What one call of esbuild gave. */
export type BuildAnswer =
  | { readonly kind: 'built'; readonly code: string; readonly map: () => string; /** By paths relative to the root. */ readonly inputs: Metafile['inputs'] }
  | { readonly kind: 'failed'; readonly errors: readonly Message[] }

/** The name of a module that is only there to load others. */
const orderFile = 'heatline-order.js'

/** What differs between the entry's bundle and a worker's. */
export interface BuildTarget {
  /** Absolute; sources in the map are relative to its folder. Nothing is written there. */
  readonly outfile: string
  readonly isMapped: boolean
  /** Further `exports` conditions. */
  readonly conditions: readonly string[]
  /** esbuild's name of the Node that runs the bundle: `node24.1.0`. */
  readonly node: string
}

/** Builds once. Rejects with the signal's reason when it is aborted. */
export async function runEsbuild(session: BundleSession, attempt: BuildAttempt, target: BuildTarget, signal: AbortSignal): Promise<BuildAnswer> {
  signal.throwIfAborted()
  // A context and not `build`, for it can be cancelled. It is not kept: esbuild's rebuild saves 2 ms of 5 at most.
  const building = await context({ ...options(session, attempt, target), write: false, metafile: true })
  const cancel = () => void building.cancel()
  signal.addEventListener('abort', cancel)
  try {
    signal.throwIfAborted()
    const { outputFiles, metafile } = await building.rebuild()
    signal.throwIfAborted()
    const map = outputFiles.find((file) => file.path.endsWith('.map'))
    const code = outputFiles.find((file) => file !== map)
    return { kind: 'built', code: code?.text ?? '', map: () => map?.text ?? '', inputs: metafile.inputs }
  } catch (error) {
    signal.throwIfAborted()
    if (!isBuildFailure(error)) throw error
    return { kind: 'failed', errors: error.errors }
  } finally {
    signal.removeEventListener('abort', cancel)
    await building.dispose()
  }
}

/**
 * Ends esbuild's service process, if one was started. A later bundle starts it again. If this process is killed, the
 * service ends by itself: its stdin closes.
 */
export async function stopBundler(): Promise<void> {
  await stop()
}

function options(session: BundleSession, attempt: BuildAttempt, target: BuildTarget): BuildOptions {
  return {
    ...(attempt.plan.loadsFirst === null ? { entryPoints: [attempt.entryFile] } : { stdin: inOrder(attempt.plan.loadsFirst, attempt) }),
    absWorkingDir: session.paths.realRoot,
    outfile: target.outfile,
    bundle: true,
    platform: 'node',
    target: target.node,
    format: attempt.plan.format,
    charset: 'utf8',
    legalComments: 'none',
    logLevel: 'silent',
    sourcemap: target.isMapped ? 'external' : false,
    sourcesContent: false,
    // A chain or sum over several lines would else come out on one line, and all its ticks on one source line.
    ...(target.isMapped && { lineLimit: 1 }),
    // What Node matches besides `node`, `import` and `require`, which are esbuild's own; naming any drops esbuild's `module`.
    conditions: ['node-addons', 'module-sync', ...target.conditions],
    mainFields: ['main'],
    resolveExtensions: [...resolvedExtensions],
    loader: { '.js': 'jsx', '.mjs': 'jsx', '.cjs': 'jsx', '': 'js' },
    // Where no tsconfig says otherwise, and in the place of "preserve", which cannot run.
    jsx: 'automatic',
    // "sideEffects": false drops imports that Node would run.
    ignoreAnnotations: true,
    plugins: [resolvePlugin(session, attempt), loadPlugin(session, attempt)],
  }
}

/** A module that loads another one before the entry. */
function inOrder(first: string, { entryFile, plan }: BuildAttempt): StdinOptions {
  const folder = path.dirname(entryFile)
  const contents = [first, entryFile].map((file) => {
    const relative = path.relative(folder, file).split(path.sep).join('/')
    const specifier = JSON.stringify(relative.startsWith('.') ? relative : `./${relative}`)
    return plan.format === 'esm' ? `import ${specifier};` : `require(${specifier});`
  }).join(' ')
  return { contents, resolveDir: folder, loader: 'js', sourcefile: orderFile }
}

function isBuildFailure(error: unknown): error is BuildFailure {
  return error instanceof Error && 'errors' in error && Array.isArray(error.errors)
}
