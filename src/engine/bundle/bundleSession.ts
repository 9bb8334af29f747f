import { readFileSync } from 'node:fs'
import type { BuildPlan } from './buildPlan.ts'
import type { PackageScopes } from './packageScopes.ts'
import type { PresentFiles } from './presentFiles.ts'
import type { TypescriptProjects } from './typescriptProjects.ts'
import type { WorkerBundles } from './workerBundles.ts'
import type { WorkspacePaths } from './workspacePaths.ts'

/** What the bundles of one request, the entry's and its workers', have in common. Paths are real paths. */
export interface BundleSession {
  readonly paths: WorkspacePaths
  readonly scopes: PackageScopes
  readonly projects: TypescriptProjects
  /** Texts that stand in the place of what is on disk: unsaved files, or another version's. */
  readonly texts: ReadonlyMap<string, string>
  readonly files: PresentFiles
  readonly workers: WorkerBundles
}

/** One call of esbuild: what it is told, and what the plugins note while it runs. */
export interface BuildAttempt {
  readonly entryFile: string
  /** The entry's text with Heatline's code behind it; null for a worker, whose text is its own. */
  readonly entryText: string | null
  readonly plan: BuildPlan
  /** The user's modules in the bundle. */
  readonly files: Set<string>
  /** Modules that were left outside. */
  readonly externals: Set<string>
  /** The user's modules that our plugin found: esbuild does not look for the tsconfig of those. */
  readonly placed: Set<string>
  /** Files that went through the decorator compiler. */
  readonly decorated: Set<string>
  includedComputed: boolean
}

/** An attempt that has noted nothing yet. */
export function newAttempt(entryFile: string, entryText: string | null, plan: BuildPlan): BuildAttempt {
  return { entryFile, entryText, plan, files: new Set(), externals: new Set(), placed: new Set(), decorated: new Set(), includedComputed: false }
}

/** A module's text as the bundle is to see it, and whether it is just what is on disk. Null where it cannot be read. */
export function moduleText(session: BundleSession, attempt: BuildAttempt, file: string): { readonly text: string; readonly isOnDisk: boolean } | null {
  if (file === attempt.entryFile && attempt.entryText !== null) return { text: attempt.entryText, isOnDisk: false }
  const unsaved = session.texts.get(file)
  if (unsaved !== undefined) return { text: unsaved, isOnDisk: false }
  try {
    return { text: readFileSync(file, 'utf8').replace(/^\uFEFF/, ''), isOnDisk: true }
  } catch {
    return null
  }
}
