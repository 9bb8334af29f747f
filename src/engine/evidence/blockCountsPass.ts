import { readFile } from 'node:fs/promises'
import { countLines } from '../../core/evidence/lineCounts.ts'
import { relativeFile } from '../../core/profile/relativeFile.ts'
import type { EvidencePass } from './evidencePass.ts'

/** V8's coverage misses what is inlined: its process optimises nothing, so that its times say nothing. */
const flags: readonly string[] = ['--no-opt', '--no-maglev']

/** How often lines and blocks run. */
export const blockCountsPass: EvidencePass = {
  name: 'block counts',
  kinds: ['full'],
  share: 0.15,
  async collect({ request, bundle, session, budgetMs }) {
    const end = await session.run({ kind: 'blockCounts', measureMs: budgetMs }, flags)
    if (end.kind !== 'finished') return end
    const { result } = end
    if (result.kind !== 'blockCounts') throw new Error('Internal error: a pass that counts blocks sent no counts')
    const counts = countLines({
      text: await readFile(bundle.path, 'utf8'),
      functions: result.functions,
      calls: result.calls,
      placeOf: bundle.placeOf,
      nameOf: (file) => relativeFile(request.root, file),
    })
    return { kind: 'found', evidence: { counts } }
  },
}
