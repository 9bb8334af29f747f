import { allocationsPass } from './allocationsPass.ts'
import { awaitsPass } from './awaitsPass.ts'
import { blockCountsPass } from './blockCountsPass.ts'
import { blockingPass } from './blockingPass.ts'
import { collectionsPass } from './collectionsPass.ts'
import type { EvidencePass } from './evidencePass.ts'
import { growthPass } from './growthPass.ts'
import { loadingPass } from './loadingPass.ts'
import { optimisationLogPass } from './optimisationLogPass.ts'

/** The passes beyond sampling and timing, in the order in which they are made: last the one that may take much longer than its share. */
export const evidencePasses: readonly EvidencePass[] = [blockCountsPass, loadingPass, optimisationLogPass, awaitsPass, blockingPass, collectionsPass, growthPass, allocationsPass]
