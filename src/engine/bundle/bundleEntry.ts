import { existsSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import type { Message } from 'esbuild'
import { parseSync } from 'oxc-parser'
import type { GeneratedPosition } from '../../core/profile/generatedPosition.ts'
import { importGraph } from '../importGraph.ts'
import { packageSources } from '../packageSources.ts'
import { packageFolder } from '../packageFolder.ts'
import { bundleError } from './bundleError.ts'
import { describeBuildConstants } from './buildConstants.ts'
import { bundlePositions } from './bundlePositions.ts'
import type { BundleMap, BundlePositions } from './bundlePositions.ts'
import { newAttempt } from './bundleSession.ts'
import type { BuildAttempt, BundleSession } from './bundleSession.ts'
import { firstPlan, recoverPlan } from './buildPlan.ts'
import { composeBundle } from './composeBundle.ts'
import { moduleFormat } from './moduleFormat.ts'
import type { ModuleFormat } from './moduleFormat.ts'
import { PackageScopes } from './packageScopes.ts'
import { PresentFiles } from './presentFiles.ts'
import { firstOfRing, loadedBy, ringOf } from './ringOrder.ts'
import { runEsbuild } from './runEsbuild.ts'
import type { BuildAnswer, BuildTarget } from './runEsbuild.ts'
import { secondInstances } from './secondInstances.ts'
import { TypescriptProjects } from './typescriptProjects.ts'
import { WorkerBundles } from './workerBundles.ts'
import type { WorkerBundle } from './workerBundles.ts'
import { WorkspacePaths } from './workspacePaths.ts'

/** What to bundle. Paths are absolute. */
export interface BundleRequest {
  /** The workspace folder. */
  readonly root: string
  readonly entryFile: string
  /** The entry's text in the editor, unsaved changes included. */
  readonly entryText: string
  /** Heatline's code, put behind the entry's text on lines of its own. */
  readonly appendedCode: string
  /** Texts of other files by absolute path, whether these are on disk or not: unsaved ones, or another version's. */
  readonly overlays: ReadonlyMap<string, string>
  /** Files, absolute, that are taken as not there: those that another version lacks. Default: none. */
  readonly hidden?: ReadonlySet<string>
  /** A fresh folder outside the workspace; made if it is not there. Who asked for the bundle removes it. */
  readonly outDir: string
  /** Version of the Node that runs the bundle, without `v`; syntax that it does not know is compiled. Default: 22.13.0. */
  readonly nodeVersion?: string
}

/** The user's code as one file, and how to read positions in it. */
export interface Bundle {
  /** `.mjs` or `.cjs`, in `outDir`. */
  readonly path: string
  /** The format that Node would give the entry: `import` the one, `require` the other. */
  readonly format: ModuleFormat
  /** The folder of the entry's package, or the root: the child's working directory. */
  readonly packageRoot: string
  /** The user's modules inside, absolute, as the editor names them. */
  readonly files: readonly string[]
  /** The same, symbolic links resolved: as Node names them if it loads one beside the bundle. */
  readonly realFiles: readonly string[]
  /** What a 0-based line of the bundle stands for. Decodes the source map when first called. */
  readonly positionOf: (generatedLine0: number) => GeneratedPosition
  /** Where the code at a 0-based line and column of the bundle stands, to the column; null where it is not the user's. */
  readonly placeOf: BundlePositions['placeOf']
  /** Sentences for people. */
  readonly warnings: readonly string[]
  /** What it takes to look up positions in it elsewhere, and later. */
  readonly map: BundleMap
  /** Modules that stayed outside, absolute. */
  readonly externals: readonly string[]
}

/**
 * Bundles the user's code into one file that a plain Node runs, with nothing of it changed but the loading: the entry
 * with the editor's text and all modules of the user's that it imports; what is installed stays where it is. Nothing is
 * written but in `outDir`.
 * @throws HeatlineError when the code does not parse or imports what is not there: file:line:column, what, what to do.
 * @throws the signal's reason when it is aborted.
 */
export async function bundleEntry(request: BundleRequest, signal: AbortSignal): Promise<Bundle> {
  signal.throwIfAborted()
  const paths = new WorkspacePaths(request.root)
  const entryFile = paths.real(request.entryFile)
  const texts = new Map([...request.overlays].map(([file, text]) => [paths.real(file), text]))
  const session: BundleSession = {
    paths,
    scopes: new PackageScopes(),
    projects: new TypescriptProjects(),
    texts,
    files: new PresentFiles(texts, new Set([...request.hidden ?? []].map((file) => paths.real(file)))),
    workers: new WorkerBundles(request.outDir),
  }
  const scope = session.scopes.of(path.dirname(entryFile))
  const entryText = withoutMapComment(request.entryText)
  const hasModuleSyntax = usesModuleSyntax(entryFile, entryText)
  const project = session.projects.of(entryFile)
  const target: BuildTarget = {
    outfile: path.join(request.outDir, 'bundle.js'),
    isMapped: true,
    conditions: project?.options.customConditions ?? [],
    node: `node${request.nodeVersion ?? '22.13.0'}`,
  }
  const harnessLine = countLines(entryText)
  const fail = (errors: readonly Message[]) => bundleError(errors, { directory: paths.realRoot, display: (file) => paths.display(file), entryFile, harnessLine })

  const format = moduleFormat(entryFile, scope?.type ?? null, () => hasModuleSyntax)
  const built = await buildUntilItFits(session, newAttempt(entryFile, `${entryText}\n${request.appendedCode}`, firstPlan(format, project?.knownToEsbuild === false || !session.files.isPlain)), target, signal)
  const { attempt, answer } = await inProgramOrder(session, built, target, request.overlays, signal)
  if (answer.kind === 'failed') throw fail(answer.errors)

  const bundle = composeBundle(answer.code, attempt.plan.format, entryFile, hasModuleSyntax && attempt.plan.format === 'cjs')
  const bundlePath = path.join(request.outDir, attempt.plan.format === 'esm' ? 'bundle.mjs' : 'bundle.cjs')
  await mkdir(request.outDir, { recursive: true })
  await writeFile(bundlePath, bundle.text)
  for (let worker = session.workers.next(); worker; worker = session.workers.next()) {
    const errors = await buildWorker(session, worker, target, signal)
    if (errors) throw fail(errors)
  }
  // esbuild reads them in whatever order it comes to: the same code is to make the same bundle, for snapshots are known by what is in them.
  const realFiles = [...attempt.files].toSorted()
  const folder = packageFolder(entryFile)
  const map: BundleMap = { json: answer.map, directory: request.outDir, firstLine: bundle.firstLine, entryFile, harnessLine, shown: (file) => paths.shown(file) }
  const positions = bundlePositions(map)
  return {
    path: bundlePath,
    format: attempt.plan.format,
    packageRoot: folder === null ? paths.root : paths.shown(folder),
    files: realFiles.map((file) => paths.shown(file)),
    realFiles,
    positionOf: positions.lineOf,
    placeOf: positions.placeOf,
    warnings: [...secondInstances(attempt.files, attempt.externals, session.scopes, paths), ...describeBuildConstants(bundle.constants)],
    map,
    externals: [...attempt.externals],
  }
}

interface Built {
  readonly attempt: BuildAttempt
  readonly answer: BuildAnswer
}

/** The same, built anew where modules import the entry that it imports itself, and the package's program loads another of them first. */
async function inProgramOrder(session: BundleSession, built: Built, target: BuildTarget, overlays: ReadonlyMap<string, string>, signal: AbortSignal): Promise<Built> {
  const { attempt, answer } = built
  const { entryFile, entryText, plan } = attempt
  if (answer.kind === 'failed' || !existsSync(entryFile)) return built
  const ring = ringOf(entryFile, loadedBy(answer.inputs, (file) => path.resolve(session.paths.realRoot, file)))
  if (ring.size === 1) return built
  const texts = new Map([...packageSources(entryFile, overlays)].filter(([file]) => !session.files.isHidden(file)))
  const graph = importGraph(texts)
  const first = firstOfRing(ring, [...texts.keys()], (file) => graph.importedBy(file))
  if (first === null || first === entryFile) return built
  const ordered = await buildUntilItFits(session, newAttempt(entryFile, entryText, { ...plan, loadsFirst: first }), target, signal)
  return ordered.answer.kind === 'failed' ? built : ordered
}

/** Attempts until one succeeds or its errors are the user's; every further one knows more, so they come to an end. */
async function buildUntilItFits(session: BundleSession, first: BuildAttempt, target: BuildTarget, signal: AbortSignal): Promise<Built> {
  for (let attempt = first; ;) {
    const answer = await runEsbuild(session, attempt, target, signal)
    if (answer.kind === 'built') return { attempt, answer }
    const plan = recoverPlan(attempt.plan, answer.errors, { directory: session.paths.realRoot, includedComputed: attempt.includedComputed, decorated: attempt.decorated })
    if (!plan) return { attempt, answer }
    attempt = newAttempt(first.entryFile, first.entryText, plan)
  }
}

/** Builds a worker's bundle under the name that the modules were given for it. Returns the errors if there are any. */
async function buildWorker(session: BundleSession, worker: WorkerBundle, target: BuildTarget, signal: AbortSignal): Promise<readonly Message[] | null> {
  const type = session.scopes.of(path.dirname(worker.file))?.type ?? null
  const format = moduleFormat(worker.file, type, () => true)
  const first = newAttempt(worker.file, null, firstPlan(format))
  const { attempt, answer } = await buildUntilItFits(session, first, { ...target, isMapped: false }, signal)
  if (answer.kind === 'failed') return answer.errors
  const { text } = composeBundle(answer.code, attempt.plan.format, worker.file, false, 0)
  if (attempt.plan.format === 'esm') {
    await writeFile(`${worker.stem}.mjs`, text)
  } else {
    await writeFile(`${worker.stem}.cjs`, text)
    await writeFile(`${worker.stem}.mjs`, `import ${JSON.stringify(`./${path.basename(worker.stem)}.cjs`)}\n`)
  }
  return null
}

/** `import` or `export` at the top, or `import.meta`; a text that does not parse has none. */
function usesModuleSyntax(file: string, text: string): boolean {
  if (!/\b(?:import|export)\b/.test(text)) return false
  return parseSync(file, text).module.hasModuleSyntax
}

/** A compiled entry is profiled as the file that it is: its own source map would lead to the lines of another one. */
function withoutMapComment(text: string): string {
  return text.replace(/^([ \t]*\/[/*])[#@](?=[ \t]*sourceMappingURL=)/gm, '$1 ')
}

function countLines(text: string): number {
  return (text.match(/\r\n|[\n\r\u2028\u2029]/g)?.length ?? 0) + 1
}
