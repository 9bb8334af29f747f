import type { Evidence } from '../evidence/evidence.ts'
import { toOneBased } from '../position.ts'

/** A run's evidence for programs: parts that were not collected are absent. Positions are 1-based. */
export interface EvidenceDocument {
  readonly counts?: readonly { readonly file: string; readonly line: number; readonly perCall: number; readonly blocks: readonly { readonly column: number; readonly perCall: number }[] }[]
}

type Mutable<Type> = { -readonly [Key in keyof Type]: Type[Key] }

/** Nothing in it is rounded. */
export function evidenceDocument({ counts }: Evidence): EvidenceDocument {
  const document: Mutable<EvidenceDocument> = {}
  if (counts !== undefined) document.counts = counts.map((each) => ({ ...each, line: toOneBased(each.line), blocks: each.blocks.map((block) => ({ ...block, column: toOneBased(block.column) })) }))
  return document
}
