import type { Rewrite } from '../source/rewriteText.ts'
import type { Extent } from '../source/functionBinding.ts'
import type { PlacedNode, SyntaxTree } from '../source/syntaxTree.ts'
import type { Interval } from '../statistics/interval.ts'
import type { MeasuredRun } from './findInsights.ts'
import type { Goal } from './goal.ts'
import type { Bottleneck, Effort } from './insight.ts'

/** What a rule saw in a text: an insight once the code that it is about was measured to matter. */
export interface Finding {
  /** The code whose time the change saves. */
  readonly extent: Extent
  /** What the change saves: of the code's time with what it calls, of what its lines take themselves, or of what the profiled function waits for in it. */
  readonly of?: 'computing' | 'own' | 'waiting'
  readonly title: string
  readonly explanation: string
  /** What part of that code's time the change saves, 0 to 1. */
  readonly saves: Interval
  readonly edit: readonly Rewrite[] | null
  /** What says that it matters, where that is not the time of its code: a share of the function's time or bytes, 0 to 1, and the sentence that tells it. */
  readonly measured?: { readonly share: number; readonly evidence: string }
}

/** What was measured in the text that a rule looks at. */
export interface Seen {
  readonly run: MeasuredRun
  /** As in the run's evidence. */
  readonly file: string
}

/** One thing to look for. Whether it matters is measured. */
export interface InsightRule {
  readonly name: string
  readonly effort: Effort
  readonly kind: Bottleneck
  /** What a change serves, where its kind does not say: nothing but `memory` where shares are of bytes. */
  readonly goals?: readonly Goal[]
  readonly link: string
  /** The least share of the time that is worth a word; a twentieth where it is not said. */
  readonly leastShare?: number
  /** The least time of a call that the code takes, in milliseconds, for the change to be worth its own cost: none where it is not said. */
  readonly leastMs?: number
  /** It says where it is slow, and little of why: it is silent where another rule explains as much. */
  readonly isGeneral?: boolean
  /** @param nodes those to look at: others are cold */
  readonly find: (tree: SyntaxTree, nodes: readonly PlacedNode[], seen: Seen) => readonly Finding[]
}
