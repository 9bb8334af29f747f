import type { AwaitedLine } from '../evidence/awaitedLine.ts'
import type { Collections } from '../evidence/collections.ts'
import type { EventLoop } from '../evidence/eventLoop.ts'
import type { Evidence } from '../evidence/evidence.ts'
import type { Growth } from '../evidence/growth.ts'
import type { LineAllocations } from '../evidence/lineAllocations.ts'
import type { LoadedPackage } from '../evidence/loadedPackage.ts'
import type { SynchronousCall } from '../evidence/synchronousCall.ts'
import type { UserMark } from '../evidence/userMark.ts'
import type { RepeatedArguments } from '../evidence/repeatedArguments.ts'
import { toOneBased } from '../position.ts'

/** A run's evidence for programs: parts that were not collected are absent. Positions are 1-based. */
export interface EvidenceDocument {
  readonly allocations?: readonly LineAllocations[]
  readonly collections?: Collections
  readonly growth?: Growth
  readonly counts?: readonly { readonly file: string; readonly line: number; readonly perCall: number; readonly blocks: readonly { readonly column: number; readonly perCall: number }[] }[]
  readonly deoptimisations?: readonly { readonly file: string; readonly line: number; readonly column: number; readonly function: string; readonly kind: string; readonly reason: string; readonly count: number; readonly whileWarmingUp: number }[]
  readonly megamorphic?: readonly { readonly file: string; readonly line: number; readonly column: number; readonly property: string | null; readonly shapes: number }[]
  readonly awaits?: readonly AwaitedLine[]
  readonly synchronousCalls?: readonly SynchronousCall[]
  readonly eventLoop?: EventLoop
  readonly marks?: readonly UserMark[]
  readonly packages?: readonly LoadedPackage[]
  readonly repeats?: RepeatedArguments
}

type Mutable<Type> = { -readonly [Key in keyof Type]: Type[Key] }

/** Nothing in it is rounded. */
export function evidenceDocument({ allocations, collections, growth, counts, deoptimisations, megamorphic, awaits, synchronousCalls, eventLoop, marks, packages, repeats }: Evidence): EvidenceDocument {
  const document: Mutable<EvidenceDocument> = {}
  if (allocations !== undefined) document.allocations = allocations.map(lineFromOne)
  if (collections !== undefined) document.collections = collections
  if (growth !== undefined) document.growth = { ...growth, keptBy: growth.keptBy.map(lineFromOne) }
  if (counts !== undefined) document.counts = counts.map((each) => ({ ...each, line: toOneBased(each.line), blocks: each.blocks.map((block) => ({ ...block, column: toOneBased(block.column) })) }))
  if (deoptimisations !== undefined) document.deoptimisations = deoptimisations.map(placeFromOne)
  if (megamorphic !== undefined) document.megamorphic = megamorphic.map(placeFromOne)
  if (awaits !== undefined) document.awaits = awaits.map(lineFromOne)
  if (synchronousCalls !== undefined) document.synchronousCalls = synchronousCalls.map(lineFromOne)
  if (eventLoop !== undefined) document.eventLoop = eventLoop
  if (marks !== undefined) document.marks = marks.map((each) => ({ ...each, ...(each.line === undefined ? {} : { line: toOneBased(each.line) }) }))
  if (packages !== undefined) document.packages = packages
  if (repeats !== undefined) document.repeats = repeats
  return document
}

function lineFromOne<Placed extends { readonly line: number }>(placed: Placed): Placed {
  return { ...placed, line: toOneBased(placed.line) }
}

function placeFromOne<Placed extends { readonly line: number; readonly column: number }>(placed: Placed): Placed {
  return { ...placed, line: toOneBased(placed.line), column: toOneBased(placed.column) }
}
