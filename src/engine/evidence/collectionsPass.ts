import { summariseCollections } from '../../core/evidence/collections.ts'
import type { EvidencePass } from './evidencePass.ts'

/** What collecting garbage costs. */
export const collectionsPass: EvidencePass = {
  name: 'collections',
  kinds: ['memory', 'full'],
  share: 0.15,
  async collect({ session, budgetMs }) {
    if (session.copiesInputs) return { kind: 'unknown', message: 'a call changes its inputs, so each gets a copy of its own, and most collections are of the copies.' }
    const end = await session.run({ kind: 'collections', warmUpMs: 0.35 * budgetMs, measureMs: 0.65 * budgetMs }, [])
    if (end.kind !== 'finished') return end
    const { result } = end
    if (result.kind !== 'collections') throw new Error('Internal error: a pass that watches collections sent none')
    return { kind: 'found', evidence: { collections: summariseCollections(result.pauses, result.calls, result.computingMs) } }
  },
}
