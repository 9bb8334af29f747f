import { packagesOf } from '../../core/evidence/loadedPackage.ts'
import type { EvidencePass } from './evidencePass.ts'

/** How long each package takes to load that the profiled modules import. It makes no calls. */
export const loadingPass: EvidencePass = {
  name: 'loading times of packages',
  kinds: ['full'],
  share: 0.1,
  async collect({ bundle, session }) {
    if (bundle.externals.length === 0) return { kind: 'found', evidence: { packages: [] } }
    const end = await session.run({ kind: 'loading', modules: bundle.externals }, [])
    if (end.kind !== 'finished') return end
    const { result } = end
    if (result.kind !== 'loading') throw new Error('Internal error: a pass that loads packages sent no times')
    return { kind: 'found', evidence: { packages: packagesOf(result.modules) } }
  },
}
