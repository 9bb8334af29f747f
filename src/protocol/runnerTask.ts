import type { RecorderName } from '../core/profile/stackProfile.ts'
import type { AnyMark } from '../core/workloads/anyMarks.ts'
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
  readonly pass: TimingPass | AttributionPass | TrialPass | ProbePass | ReplayPass | AnswersPass | PairedPass | LineBytesPass | BlockCountsPass | OptimisationLogPass | CollectionsPass | GrowthPass | KeptBytesPass | AwaitsPass | BlockingPass | LoadingPass
}

/** Rows of inputs, one per call. A union: each kind has a file in `runner/inputs`. */
export type RowSource =
  /** Texts of arrays, evaluated with the names that the bundle hands over. */
  | { readonly kind: 'expressions'; readonly rows: readonly string[]; /** `(result) => ...`; null where there is nothing to drive. */ readonly drive: string | null }
  /** Calls that tests made, in a file. */
  | { readonly kind: 'recording'; /** Absolute. */ readonly path: string }
  /**
   * The calls of another function that happen while the target's are made with such rows: they are captured in each process anew,
   * before anything is measured, and then made directly.
   */
  | {
    readonly kind: 'captured'
    readonly rows: readonly string[]
    readonly drive: string | null
    /** Keep copies of receivers and arguments, as they were when the call began. */
    readonly copies: boolean
    /** Numbers of captured calls that are not made again: they would throw where they did not. */
    readonly skipped: readonly number[]
  }

/** Calls each row of a recording once, and compares what comes of it with what came of it in the test. Nothing is timed. */
export interface ReplayPass {
  readonly kind: 'replay'
  /** Milliseconds after which the remaining rows are left out. */
  readonly mostMs: number
}

/** Calls each row once, and tells what came of it: how inputs are chosen. Nothing is timed. */
export interface TrialPass {
  readonly kind: 'trial'
  /** The first row: the ones before it were called by another process, which one of them ended. */
  readonly from: number
  /** Milliseconds that a promise may stay pending. */
  readonly pendingMs: number
}

/** Calls the target with probes in place of values of which types say nothing: how shapes of plain ones are found. Nothing is timed. */
export interface ProbePass {
  readonly kind: 'probe'
  /** The first call: the ones before it were made by another process, which one of them ended. */
  readonly from: number
  /** Rows are taken in turn. */
  readonly calls: number
  /** Rows have a probe by calling this with the number of a mark. */
  readonly probeName: string
  /** What types say of each mark. */
  readonly marks: readonly AnyMark['says'][]
  /** Milliseconds that a promise may stay pending. */
  readonly pendingMs: number
}

/**
 * Calls each row twice with the same inputs and tells what came of it, then how long calls take, roughly: whether two versions give the
 * same answers, and how they are to be timed.
 */
export interface AnswersPass {
  readonly kind: 'answers'
  /** Milliseconds after which the remaining rows are left out. */
  readonly mostMs: number
  /** Milliseconds of calls that tell how long one takes. */
  readonly warmUpMs: number
}

/** One process of a pair: does what `PairCommand`s say. */
export interface PairedPass {
  readonly kind: 'paired'
  /** Rows of inputs that the calls take in turn, at most: the first ones. */
  readonly mostRows: number
}

/** Natural JIT, no recorder: how long a call takes. */
export interface TimingPass {
  readonly kind: 'timing'
  /** What a call took while it was sampled, where that is known. */
  readonly sampledCallMs?: number
  /** Rows of inputs that the calls take in turn, at most: the first ones, the same in every process; all where it is not said. */
  readonly mostRows?: number
  /** Takes what has a length in the inputs to a size; without it they stay as they are. */
  readonly resize?: Resize
  readonly warmUpMs: number
  readonly measureMs: number
  /** Count in the end what calls allocate. */
  readonly countsAllocations?: boolean
}

/** Sizes of a timing pass. */
export interface Resize {
  /** The one that is timed. */
  readonly size: number
  /** Calls of these sizes come first, in equal parts of the warm-up. */
  readonly warmUpSizes: readonly number[]
  /** What follows on the given values: other ones where most of those differ, or the same again. */
  readonly repeats: 'varied' | 'same'
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
  /** Goes on, up to three times as long, until calls computed or waited for so many milliseconds: other programs may have the processor. */
  readonly enoughOwnMs?: number
}

/**
 * What each statement allocates. The bundle is metered: its functions tell which statement runs. Node needs `--expose-internals`.
 */
export interface LineBytesPass {
  readonly kind: 'lineBytes'
  readonly warmUpMs: number
  /** One call is always made after warm-up. */
  readonly measureMs: number
  /** Warm-up and all: calls that would take longer are not measured. Without it four times `measureMs` is the bound. */
  readonly mostMs?: number
}

/** How often blocks run. Node must optimise nothing: `--no-opt --no-maglev`. */
export interface BlockCountsPass {
  readonly kind: 'blockCounts'
  /** One call is always made. */
  readonly measureMs: number
}

/** What V8 cannot optimise: it writes that to a log itself. Node must run with the flags for it, which name `logPath`. */
export interface OptimisationLogPass {
  readonly kind: 'optimisationLog'
  /** Absolute; V8 puts the isolate and the process before the file's name. */
  readonly logPath: string
  readonly warmUpMs: number
  /** One call is always made. */
  readonly measureMs: number
}

/** What collecting garbage costs, under the natural JIT. */
export interface CollectionsPass {
  readonly kind: 'collections'
  readonly warmUpMs: number
  readonly measureMs: number
}

/** Whether calls leave something behind. */
export interface GrowthPass {
  readonly kind: 'growth'
  /** What a call took while it was sampled. */
  readonly sampledCallMs: number
  /** Twice as long where it cannot be told. */
  readonly measureMs: number
  /** Milliseconds of calls from one full collection to the next, between looks. */
  readonly collectEveryMs: number
}

/**
 * Which statements allocate what calls leave behind. The bundle is metered; Node must not inline.
 */
export interface KeptBytesPass {
  readonly kind: 'keptBytes'
  /** One call is always made after warm-up. */
  readonly measureMs: number
}

/** What is awaited. The bundle's awaits are metered: they tell of themselves. */
export interface AwaitsPass {
  readonly kind: 'awaits'
  /** One call is always made. */
  readonly measureMs: number
}

/** Natural JIT: what holds the thread, and the code's own marks. */
export interface BlockingPass {
  readonly kind: 'blocking'
  /** With the calls before those that are told. One call is always made. */
  readonly measureMs: number
}

export interface RecorderPlan {
  readonly name: RecorderName
  /** Absolute path of the addon; null for the inspector. */
  readonly addonPath: string | null
}

/** How long modules take to load, instead of the bundle: nothing is called. */
export interface LoadingPass {
  readonly kind: 'loading'
  /** Absolute, in the order in which they are loaded. */
  readonly modules: readonly string[]
}
