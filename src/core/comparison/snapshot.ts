import type { SandboxAction } from '../sandboxAction.ts'
import type { Workload } from './workload.ts'

/** A version of a function that can be run again: what a baseline is. Its contents lie beside it, under their hashes. */
export interface SnapshotManifest {
  readonly version: 1
  /** What the bundle calls, as it was named then. File relative to the root with `/`. */
  readonly function: { readonly file: string; readonly name: string }
  readonly workload: Workload
  readonly allowedActions: readonly SandboxAction[]
  readonly bundle: BundleManifest
  readonly node: { readonly version: string; readonly flags: readonly string[] }
  /** What stayed outside of the bundle, absolute paths, with a hash of what was there. */
  readonly externals: readonly { readonly file: string; readonly hash: string }[]
  /** SHA-256 by name: the bundle, its map, workers' bundles, a recording. */
  readonly contents: Readonly<Record<string, string>>
  /** The texts themselves of the user's modules, by file as in a run's attribution, for matching lines and showing differences. */
  readonly sources: Readonly<Record<string, string>>
}

/** What `Bundle` needs to be opened again in another folder. Paths are absolute. */
export interface BundleManifest {
  /** `bundle.mjs` or `bundle.cjs` */
  readonly fileName: string
  readonly packageRoot: string
  readonly files: readonly string[]
  readonly realFiles: readonly string[]
  /** Of `BundleMap`. */
  readonly directory: string
  readonly firstLine: number
  readonly entryFile: string
  readonly harnessLine: number
  readonly warnings: readonly string[]
}

/** A snapshot with all that it takes to run it. */
export interface Snapshot {
  readonly manifest: SnapshotManifest
  /** By SHA-256, hexadecimal. */
  readonly contents: ReadonlyMap<string, Uint8Array>
}
