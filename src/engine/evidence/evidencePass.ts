import type { Evidence } from '../../core/evidence/evidence.ts'
import type { ProfileKind } from '../../core/evidence/profileKind.ts'
import type { Bundle } from '../bundle/bundleEntry.ts'
import type { PassEnd } from '../child/passEnd.ts'
import type { PassSession } from '../measure/passSession.ts'
import type { ProfileRequest } from '../profileFunction.ts'

/** What a pass works with. */
export interface EvidenceSetting {
  readonly request: ProfileRequest
  readonly bundle: Bundle
  readonly directory: string
  readonly session: PassSession
  /** Milliseconds that a call took while it was sampled. */
  readonly callMs: number
  /** As in `Run`. */
  readonly allocatedBytesPerCall: number | null
  /** Milliseconds of calls that this pass may take; one call is always made. */
  readonly budgetMs: number
  /** Milliseconds that are left of what all passes together may take. */
  readonly leftMs: number
  readonly signal: AbortSignal
}

/** What a pass found out, or how it ended before it did. */
export type EvidenceFound =
  | { readonly kind: 'found'; readonly evidence: Evidence; /** What people should know of it, in sentences. */ readonly warnings?: readonly string[] }
  /** The rest of a sentence says why. */
  | { readonly kind: 'unknown'; readonly message: string }
  | Exclude<PassEnd, { readonly kind: 'finished' }>

/** Collects one part of a run's evidence, in a process that disturbs it least. */
export interface EvidencePass {
  /** For people, as in "block counts are not known". */
  readonly name: string
  /** The kinds of profile that it belongs to. */
  readonly kinds: readonly ProfileKind[]
  /** Of the time budget; all passes of a full profile together take two at most, the CPU passes one. */
  readonly share: number
  readonly collect: (setting: EvidenceSetting) => Promise<EvidenceFound>
}
