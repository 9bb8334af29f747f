import type { Deoptimisation } from './deoptimisations.ts'
import type { Collections } from './collections.ts'
import type { Growth } from './growth.ts'
import type { LineAllocations } from './lineAllocations.ts'
import type { LineCount } from './lineCounts.ts'
import type { LoadedPackage } from './loadedPackage.ts'
import type { MegamorphicAccess } from './megamorphicAccesses.ts'
import type { AwaitedLine } from './awaitedLine.ts'
import type { EventLoop } from './eventLoop.ts'
import type { SynchronousCall } from './synchronousCall.ts'
import type { UserMark } from './userMark.ts'
import type { RepeatedArguments } from './repeatedArguments.ts'

/**
 * What a run collected beyond stack samples and times, each part in a pass of its own. A part that is absent was not asked for, or could not be
 * told: a warning of the run then says why.
 */
export interface Evidence {
  /** What lines allocate, the most first. */
  readonly allocations?: readonly LineAllocations[]
  /** What collecting garbage costs. */
  readonly collections?: Collections
  /** What calls leave behind. */
  readonly growth?: Growth
  /** How often lines ran, by file and line. */
  readonly counts?: readonly LineCount[]
  /** Where V8 threw optimised code away, the weightiest first. */
  readonly deoptimisations?: readonly Deoptimisation[]
  /** Accesses to properties that saw many shapes, those of most first. */
  readonly megamorphic?: readonly MegamorphicAccess[]
  /** What is awaited where, by file and line. */
  readonly awaits?: readonly AwaitedLine[]
  /** What holds the thread, that which takes longest first. */
  readonly synchronousCalls?: readonly SynchronousCall[]
  readonly eventLoop?: EventLoop
  /** In the order in which they were first made. */
  readonly marks?: readonly UserMark[]
  /** Packages that the profiled modules load, that which takes longest first. */
  readonly packages?: readonly LoadedPackage[]
  /** Where calls were recorded: how many had the arguments of earlier ones. */
  readonly repeats?: RepeatedArguments
}
