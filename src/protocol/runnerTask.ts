import type { RecorderName } from '../core/profile/stackProfile.ts'
import type { SandboxAction } from '../core/sandboxAction.ts'

/** What code in the sandbox may do beside computing. Paths are absolute. */
export interface SandboxPolicy {
  /** What the user allowed beyond reading. */
  readonly allowed: readonly SandboxAction[]
  /** Folders that may be read, with all that lies in them: the workspace, Node, the bundle. What is installed (`node_modules`) may be read anywhere. */
  readonly readable: readonly string[]
}

/**
 * What a child process is asked to do: written as JSON beside the bundle, its path the runner's only argument.
 * One process does one pass.
 */
export interface RunnerTask {
  /** Absolute path of the bundle, `.mjs` or `.cjs`. */
  readonly bundlePath: string
  /** Generated files that are the user's modules, as V8 names them (paths); to tell a second instance of one. */
  readonly bundledFiles: readonly string[]
  /** What the user's code may do; null for anything. Else the process must also run with Node's permission flags. */
  readonly sandbox: SandboxPolicy | null
  /** What the target is called with; null where the bundle brings its inputs. */
  readonly rows: RowSource | null
  readonly pass: TimingPass | AttributionPass | TrialPass
}

/** Rows of inputs, one per call. A union: each kind has a file in `runner/inputs`. */
export type RowSource =
  /** Texts of arrays, evaluated with the names that the bundle hands over. */
  | { readonly kind: 'expressions'; readonly rows: readonly string[]; /** `(result) => ...`; null where there is nothing to drive. */ readonly drive: string | null }

/** Calls each row once, and tells what came of it: how inputs are chosen. Nothing is timed. */
export interface TrialPass {
  readonly kind: 'trial'
  /** The first row: the ones before it were called by another process, which one of them ended. */
  readonly from: number
  /** Milliseconds that a promise may stay pending. */
  readonly pendingMs: number
}

/** Natural JIT, no recorder: how long a call takes. */
export interface TimingPass {
  readonly kind: 'timing'
  /** What a call took while it was sampled, where that is known. */
  readonly sampledCallMs?: number
  readonly warmUpMs: number
  readonly measureMs: number
}

/** Stack samples: where the time goes. */
export interface AttributionPass {
  readonly kind: 'attribution'
  /** Recorders in order of preference; the first that loads is used. */
  readonly recorders: readonly RecorderPlan[]
  /** Absolute path of the addon that puts samples right in built-in code; null where there is none for this platform. */
  readonly framelessCallsPath: string | null
  readonly samplingIntervalUs: number
  readonly warmUpMs: number
  /** Ends the window when this many samples of the run were taken ... */
  readonly enoughSamples: number
  /** ... or after this long. One call is always made. */
  readonly measureMs: number
}

export interface RecorderPlan {
  readonly name: RecorderName
  /** Absolute path of the addon; null for the inspector. */
  readonly addonPath: string | null
}
