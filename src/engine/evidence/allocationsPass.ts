import { allocationsByLine } from '../../core/evidence/lineAllocations.ts'
import { formatBytes } from '../../core/presentation/formatBytes.ts'
import { relativeFile } from '../../core/profile/relativeFile.ts'
import { meterBundle } from '../meter/meterBundle.ts'
import { meterFlags } from '../meter/meterFlags.ts'
import type { EvidencePass } from './evidencePass.ts'

/** Lines that add up to more than so many times what a call allocates are told apart from it. */
const noticeable = 1.2
const leastNoticed = 64

/** What each line allocates. */
export const allocationsPass: EvidencePass = {
  name: 'allocations',
  kinds: ['memory', 'full'],
  share: 0.25,
  async collect({ request, bundle, session, budgetMs, leftMs, allocatedBytesPerCall }) {
    const metered = await meterBundle(bundle)
    if (metered === null) return { kind: 'unknown', message: 'the bundle is too large to be read again.' }
    const end = await session.run({ kind: 'lineBytes', warmUpMs: 0.5 * budgetMs, measureMs: 0.5 * budgetMs, mostMs: leftMs }, meterFlags, undefined, metered.bundle.path)
    if (end.kind !== 'finished') return end
    const { result } = end
    if (result.kind !== 'lineBytes') throw new Error('Internal error: a pass that meters lines sent no bytes')
    const statements = result.statements.map(({ places, bytes }) => ({ place: metered.placeOf(places[0] ?? -1), bytes }))
    const allocations = allocationsByLine(statements, (file) => relativeFile(request.root, file))
    const all = allocations.reduce((sum, { bytesPerCall }) => sum + bytesPerCall, 0)
    const warnings = allocatedBytesPerCall === null || all <= noticeable * allocatedBytesPerCall + leastNoticed ? [] : [
      `Lines add up to ${formatBytes(all)} a call, and a call allocates ${formatBytes(allocatedBytesPerCall)} where nothing watches its lines: V8 may do without some objects then.`,
    ]
    return { kind: 'found', evidence: { allocations }, warnings }
  },
}
