import { blockCountsPass } from './blockCountsPass.ts'
import type { EvidencePass } from './evidencePass.ts'
import { optimisationLogPass } from './optimisationLogPass.ts'

/** The passes beyond sampling and timing, in the order in which they are made. */
export const evidencePasses: readonly EvidencePass[] = [blockCountsPass, optimisationLogPass]
