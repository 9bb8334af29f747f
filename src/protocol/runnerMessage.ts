import type { Pause } from '../core/evidence/collections.ts'
import type { HeldBytes } from '../core/evidence/growth.ts'
import type { EventLoop } from '../core/evidence/eventLoop.ts'
import type { LoadedModules } from '../core/evidence/loadedPackage.ts'
import type { FunctionCounts } from '../core/evidence/lineCounts.ts'
import type { StackProfile } from '../core/profile/stackProfile.ts'
import type { SeenProbe } from '../core/workloads/seenUse.ts'
import type { SandboxAction } from '../core/sandboxAction.ts'

/** An error of the user's code. `stack` names generated positions; the engine maps them. */
export interface ThrownValue {
  readonly name: string
  readonly message: string
  readonly stack: string | null
}

/** How a call of a trial ended: `unmade` where its inputs could not be made. */
export type TrialEnd = 'returned' | 'threw' | 'pending' | 'unmade'

/** How a call ended. */
export type AnswerEnd = 'returned' | 'threw' | 'resolved' | 'rejected'

/** What was awaited on a line. */
export interface AwaitsOfLine {
  readonly line: number
  readonly count: number
  readonly ms: number
  /** For which at least one was pending. */
  readonly coveredMs: number
  readonly longestMs: number
  /** The most promises that were pending together at one place of the line. */
  readonly atOnce: number
}

/** A place in the bundle, 0-based. */
export interface BundlePlace {
  readonly line: number
  readonly column: number
}

/** What the runner says, one JSON document a line, on file descriptor 3, written synchronously so that `process.exit` loses none. */
export type RunnerMessage =
  /** The runner is up; about to load the bundle. */
  | { readonly kind: 'started'; readonly nodeVersion: string; readonly v8Version: string }
  /** The bundle is loaded and the workload's receiver and arguments are evaluated. */
  | { readonly kind: 'prepared'; readonly loadMs: number }
  /** The first call returned (or threw). */
  | { readonly kind: 'firstCall'; readonly ms: number; readonly isAsync: boolean; readonly changesArguments: boolean; readonly targetIsOutermost: boolean }
  | { readonly kind: 'stage'; readonly stage: 'warmUp' | 'measure' }
  /** End of a timing pass. `medianMs` per call. */
  | { readonly kind: 'timing'; readonly medianMs: number; /** Null where it was not counted. */ readonly bytesPerCall: number | null; readonly iterations: number; readonly thrown: number; readonly calls: number; readonly measuringMs: number }
  /** End of an attribution pass. `calls` and `callsMs` are those inside the window; `computingMs` is what its thread computed there, `waitingMs` what it waited for something to happen. */
  | { readonly kind: 'attribution'; readonly profile: StackProfile; readonly calls: number; readonly callsMs: number; readonly computingMs: number; readonly waitingMs: number; readonly thrown: number; readonly measuringMs: number }
  /** A trial is about to call a row. */
  | { readonly kind: 'tryingRow'; readonly row: number }
  /** What came of it. `statements` are the numbers of those that the call ran, in the body of the target. */
  | { readonly kind: 'triedRow'; readonly row: number; readonly end: TrialEnd; readonly ms: number; readonly statements: readonly number[]; /** What was thrown, shortened; null where nothing was. */ readonly thrown: string | null }
  /** What a probing call showed. */
  | { readonly kind: 'probed'; readonly row: number; readonly probe: SeenProbe }
  /** Calls of a trial were captured; what came of making each again follows, in their order. */
  | {
    readonly kind: 'captured'
    /** All calls of the target, and those of the function that makes them. */
    readonly seen: number
    readonly callerCalls: number
    /** Numbers of the kept calls that threw. */
    readonly threw: readonly number[]
    /** Kept calls, and how many of them differ, as far as can be told. */
    readonly kept: number
    readonly different: number
  }
  /** End of a trial or probe pass. */
  | { readonly kind: 'trial'; readonly measuringMs: number; readonly calls: number; readonly thrown: number }
  /** End of a replay: rows that were called, and those of them that ended otherwise than in the test, the first one in words. */
  | { readonly kind: 'replay'; readonly measuringMs: number; readonly calls: number; readonly thrown: number; readonly differing: number; readonly firstDifference: string | null }
  /** What came of a row in an answers pass. `isRepeatable`: the same came of it a second time. */
  | { readonly kind: 'answer'; readonly row: number; readonly end: AnswerEnd; readonly digest: string | null; readonly shown: string; readonly isRepeatable: boolean }
  /** End of an answers pass: how long a call takes, roughly, and the first one took, in milliseconds. */
  | { readonly kind: 'answers'; readonly measuringMs: number; readonly calls: number; readonly thrown: number; readonly callMs: number; readonly firstCallMs: number; readonly rows: number }
  /** The first calls of a paired pass were made. */
  | { readonly kind: 'began'; readonly firstCallMs: number; readonly isAsync: boolean; readonly rows: number }
  /** Calls were warmed up: milliseconds a call, each way; null where there is no other way. */
  | { readonly kind: 'warmed'; readonly batchSize: number; readonly callMs: number; readonly linkedMs: number | null }
  /** Slices were measured: the median batch's milliseconds per call, without the loop around it, of each. */
  | { readonly kind: 'slices'; readonly callMs: readonly number[] }
  /** Bytes per call that calls allocated, and that a full collection left. */
  | { readonly kind: 'allocated'; readonly bytesPerCall: number; readonly retainedPerCall: number }
  /** End of a paired pass. */
  | { readonly kind: 'paired'; readonly measuringMs: number; readonly calls: number; readonly thrown: number }
  /**
   * End of a line bytes pass. Bytes per call, of a statement itself and not of what it called. `places` are numbers of metered
   * statements: it, and those that called it, the nearest first.
   */
  | { readonly kind: 'lineBytes'; readonly statements: readonly { readonly places: readonly number[]; readonly bytes: number; /** How often it ran, per call. */ readonly runs: number }[]; readonly calls: number; readonly thrown: number; readonly measuringMs: number }
  /** End of a block counts pass: V8's counts of the functions in the bundle, in the calls told. */
  | { readonly kind: 'blockCounts'; readonly functions: readonly FunctionCounts[]; readonly calls: number; readonly thrown: number; readonly measuringMs: number }
  /**
   * End of an optimisation log pass: V8's log, absolute, and how long it was in bytes before the first call and when calls were warm. Accesses were
   * logged in between only, and not to the end where there were too many.
   */
  | { readonly kind: 'optimisationLog'; readonly logPath: string; readonly loadedBytes: number; readonly warmBytes: number; readonly sawAllAccesses: boolean; readonly calls: number; readonly thrown: number; readonly measuringMs: number }
  /** End of a collections pass: each collection of the calls told, which computed so long. */
  | { readonly kind: 'collections'; readonly pauses: readonly Pause[]; readonly calls: number; readonly computingMs: number; readonly thrown: number; readonly measuringMs: number }
  /** End of a growth pass. */
  | { readonly kind: 'growth'; readonly held: readonly HeldBytes[]; readonly calls: number; readonly thrown: number; readonly measuringMs: number }
  /** End of a kept bytes pass: by number of a metered statement, bytes on the heap that a call left behind. */
  | { readonly kind: 'keptBytes'; readonly statements: readonly { readonly place: number; readonly bytes: number }[]; readonly calls: number; readonly thrown: number; readonly measuringMs: number }
  /** End of an awaits pass. Milliseconds are summed over the calls, which took `callsMs`. `line` is the number that the metered code gives. */
  | { readonly kind: 'awaits'; readonly lines: readonly AwaitsOfLine[]; readonly calls: number; readonly callsMs: number; readonly thrown: number; readonly measuringMs: number }
  /** End of a blocking pass. Places are 0-based, in the bundle; milliseconds are summed over the calls. */
  | {
    readonly kind: 'blocking'
    readonly synchronousCalls: readonly (BundlePlace & { readonly name: string; readonly count: number; readonly ms: number })[]
    readonly marks: readonly { readonly name: string; readonly markKind: 'mark' | 'measure'; readonly count: number; readonly ms: number; /** Null where a package made them. */ readonly place: BundlePlace | null }[]
    readonly eventLoop: EventLoop
    readonly calls: number
    readonly thrown: number
    readonly measuringMs: number
  }
  /** End of a loading pass. */
  | { readonly kind: 'loading'; readonly modules: LoadedModules; readonly calls: number; readonly thrown: number; readonly measuringMs: number }
  /** Something the user should know, a sentence. */
  | { readonly kind: 'warning'; readonly message: string }
  /** The bundle, the workload's expressions or every call threw; or no recorder started, which the user's code has no part in. */
  | { readonly kind: 'failed'; readonly stage: 'load' | 'prepare' | 'size' | 'call' | 'record'; readonly error: ThrownValue }
  /** The sandbox refused an action, whether or not the code caught the error. */
  | { readonly kind: 'denied'; readonly permission: SandboxAction | null; readonly action: string; readonly target: string; readonly stack: string }
