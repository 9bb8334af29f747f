import type { Workload } from '../../core/comparison/workload.ts'
import type { SandboxAction } from '../../core/sandboxAction.ts'
import type { Installation } from '../installation.ts'
import type { NodeExecutable } from '../node/nodeExecutable.ts'
import type { ProfileEvents } from '../profileFunction.ts'
import type { WorkloadRequest } from './workloadRequest.ts'

/** What finding real inputs takes, beside the function. */
export interface RungTools {
  /** The file's text as it is in the editor. */
  readonly text: string
  /** Other files with unsaved changes, by absolute path. */
  readonly overlays: ReadonlyMap<string, string>
  readonly node: NodeExecutable
  readonly installation: Installation
  /** Absolute: a folder that has a `node_modules` with TypeScript, for workspaces without; null where there is none. */
  readonly typescriptFolder: string | null
  /** What the user allowed this function's calls in the sandbox. */
  readonly allowedActions: readonly SandboxAction[]
  readonly events: Pick<ProfileEvents, 'onStage' | 'onLog'>
}

/** What a rung of the ladder says: a workload, or why it has none, in a sentence for people (null where there is nothing to say). */
export type RungAnswer =
  | { readonly kind: 'found'; readonly workload: Workload; /** Of the function's statements, the share that runs, 0 to 1, where it is known. */ readonly coverage?: number }
  | { readonly kind: 'none'; readonly reason: string | null }

/**
 * One way of finding what a function is run with: a file each, best first in `climbLadder`.
 * @throws the signal's reason when it is aborted
 */
export type Rung = (request: WorkloadRequest, tools: RungTools, signal: AbortSignal) => Promise<RungAnswer>
