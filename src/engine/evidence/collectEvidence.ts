import type { Evidence } from '../../core/evidence/evidence.ts'
import { describeEnd } from '../measure/describeEnd.ts'
import type { EvidenceSetting } from './evidencePass.ts'
import { evidencePasses } from './evidencePasses.ts'

/** What all passes of a profile's kind found out. */
export interface CollectedEvidence {
  readonly evidence: Evidence
  /** What could not be found out, in sentences for people. */
  readonly warnings: readonly string[]
  readonly wasCancelled: boolean
}

/** What all passes together may take, in time budgets: sampling and timing take one, and the whole no more than three. */
const budgets = 2

/** Makes the passes that a profile's kind asks for, one after the other. None stops the others. */
export async function collectEvidence(setting: Omit<EvidenceSetting, 'budgetMs' | 'leftMs'>, onPass: (name: string) => void): Promise<CollectedEvidence> {
  const { request, session } = setting
  const warnings: string[] = []
  const mostMs = session.measuringMs + budgets * request.timeBudgetMs
  let evidence: Evidence = {}
  for (const { name, kinds, share, collect } of evidencePasses) {
    if (!kinds.includes(request.kind ?? 'cpu')) continue
    if (session.measuringMs + setting.callMs > mostMs) {
      warnings.push(`${capitalised(name)} are not known: they need another call, for which the time budget is too short.`)
      continue
    }
    onPass(name)
    const found = await collect({ ...setting, budgetMs: share * request.timeBudgetMs, leftMs: mostMs - session.measuringMs })
    if (found.kind === 'found') {
      evidence = { ...evidence, ...found.evidence }
      warnings.push(...found.warnings ?? [])
      continue
    }
    if (found.kind === 'cancelled') return { evidence, warnings, wasCancelled: true }
    const { message } = found.kind === 'unknown' ? found : describeEnd(found, { name: request.functionName, file: request.file, root: request.root }, session.map)
    warnings.push(`${capitalised(name)} are not known: ${message}`)
  }
  return { evidence, warnings, wasCancelled: false }
}

function capitalised(name: string): string {
  return `${name[0]?.toUpperCase() ?? ''}${name.slice(1)}`
}
