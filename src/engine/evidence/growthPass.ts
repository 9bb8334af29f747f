import type { Growth, KeptLine } from '../../core/evidence/growth.ts'
import { judgeGrowth } from '../../core/evidence/judgeGrowth.ts'
import { allocationsByLine } from '../../core/evidence/lineAllocations.ts'
import { toOneBased } from '../../core/position.ts'
import { formatBytes } from '../../core/presentation/formatBytes.ts'
import { relativeFile } from '../../core/profile/relativeFile.ts'
import type { PassEnd } from '../child/passEnd.ts'
import { describeEnd } from '../measure/describeEnd.ts'
import { callersFlags } from '../measure/samplingFlags.ts'
import { meterBundle } from '../meter/meterBundle.ts'
import type { EvidencePass, EvidenceSetting } from './evidencePass.ts'

/** Of what the first line keeps, the least that is told of others. */
const leastOfMost = 0.1

const mostLines = 5

/** Fewer calls than that show no trend. */
const fewestCalls = 10

/** Of the time for calls, how long there is no full collection. */
const usualCollecting = 1 / 8

/**
 * What seems to grow is watched once more, in another process that collects so many times as often: how large a weak table is, for one, depends on
 * how many calls there are from one collection to the next, and what calls leave behind does not.
 */
const oftener = 4

/** Whether what is held grows as calls go on, and which lines allocate it. */
export const growthPass: EvidencePass = {
  name: 'bytes that calls leave behind',
  kinds: ['memory', 'full'],
  share: 0.4,
  async collect(setting) {
    const { request, callMs, budgetMs } = setting
    const measureMs = budgetMs / 4
    if (fewestCalls * callMs > 2 * measureMs) return { kind: 'unknown', message: 'calls are too long for the time budget. Raise it.' }
    // Twice as long where it cannot be told, and collecting takes as long again; the rest is for the lines.
    const watched = await watchGrowth(setting, measureMs, measureMs * usualCollecting)
    if (watched.kind !== 'judged') return watched
    const { growth } = watched
    if (growth.verdict !== 'grows') return { kind: 'found', evidence: { growth: { ...growth, keptBy: [] } } }
    const again = await watchGrowth(setting, measureMs, (measureMs * usualCollecting) / oftener)
    if (again.kind !== 'judged') return again
    if (again.growth.bytesPerCall < growth.bytesPerCall / 2) return { kind: 'found', evidence: { growth: { ...again.growth, verdict: again.growth.verdict === 'grows' ? 'unsure' : again.growth.verdict, keptBy: [] } } }
    const kept = await findKeptLines(setting, 0.2 * budgetMs)
    if (kept.kind === 'cancelled') return kept
    const keptBy = kept.kind === 'found' ? kept.lines : []
    const [first] = keptBy
    const where = first === undefined ? kept.kind === 'unknown' ? `: which line is not known. ${kept.message}` : '.' : `: ${first.file === relativeFile(request.root, request.file) ? 'line' : `${first.file}:`} ${toOneBased(first.line)}.`
    return { kind: 'found', evidence: { growth: { ...growth, keptBy } }, warnings: [`\`${request.functionName}\` keeps ${formatBytes(growth.bytesPerCall)} more with each call${where}`] }
  },
}

type Watched = { readonly kind: 'judged'; readonly growth: Omit<Growth, 'keptBy'> } | Exclude<PassEnd, { readonly kind: 'finished' }>

async function watchGrowth({ session, callMs }: EvidenceSetting, measureMs: number, collectEveryMs: number): Promise<Watched> {
  const end = await session.run({ kind: 'growth', sampledCallMs: callMs, measureMs, collectEveryMs }, [])
  if (end.kind !== 'finished') return end
  const { result } = end
  if (result.kind !== 'growth') throw new Error('Internal error: a pass that watches growth sent none')
  return { kind: 'judged', growth: judgeGrowth(result.held) }
}

type KeptLines = { readonly kind: 'found'; readonly lines: readonly KeptLine[] } | { readonly kind: 'unknown'; readonly message: string } | Extract<PassEnd, { readonly kind: 'cancelled' }>

async function findKeptLines({ request, bundle, session }: EvidenceSetting, measureMs: number): Promise<KeptLines> {
  const metered = await meterBundle(bundle)
  if (metered === null) return { kind: 'unknown', message: 'The bundle is too large to be read again.' }
  const end = await session.run({ kind: 'keptBytes', measureMs }, callersFlags, undefined, metered.bundle.path)
  if (end.kind === 'cancelled') return end
  if (end.kind !== 'finished') return { kind: 'unknown', message: describeEnd(end, { name: request.functionName, file: request.file, root: request.root }, session.map).message }
  const { result } = end
  if (result.kind !== 'keptBytes') throw new Error('Internal error: a pass that looks for what is kept sent nothing')
  const lines = allocationsByLine(result.statements.map(({ place, bytes }) => ({ place: metered.placeOf(place), bytes })), (file) => relativeFile(request.root, file))
  const most = lines[0]?.bytesPerCall ?? 0
  return { kind: 'found', lines: lines.filter(({ bytesPerCall }) => bytesPerCall >= leastOfMost * most).slice(0, mostLines) }
}
