import { HeatlineError } from '../../src/core/heatlineError.ts'
import { bundleUnderLock } from '../../src/engine/bundleUnderLock.ts'
import type { EvidenceFound, EvidencePass, EvidenceSetting } from '../../src/engine/evidence/evidencePass.ts'
import { openPassSession } from '../../src/engine/measure/passSession.ts'
import { findSubject } from '../../src/engine/subject.ts'
import { profileRequest } from './profileFile.ts'
import type { ProfileFileRequest } from './profileFile.ts'

const nothing = (): void => undefined

/** Bundles a function, and opens a session in which passes are made of it one by one. */
export async function inPassSession<Result>(of: ProfileFileRequest, use: (setting: Omit<EvidenceSetting, 'budgetMs' | 'callMs'>) => Promise<Result>): Promise<Result> {
  const request = await profileRequest(of)
  const subject = findSubject(request)
  const { signal } = new AbortController()
  return await bundleUnderLock({ ...request, file: subject.entryFile, overlays: subject.overlays }, { id: subject.profiled.id, code: subject.code }, { onStage: nothing }, signal, async ({ bundle, directory }) => {
    if (bundle instanceof HeatlineError) throw bundle
    const session = openPassSession(request, bundle, directory, { onLog: nothing, onOutput: nothing, onPrepared: nothing, ...of.events }, signal)
    return await use({ request, bundle, directory, session, allocatedBytesPerCall: null, leftMs: 2 * request.timeBudgetMs, signal })
  })
}

/** Makes one pass as a profile does, without those before it. */
export async function collectPass(pass: EvidencePass, of: ProfileFileRequest): Promise<EvidenceFound> {
  return await inPassSession(of, async (setting) => await pass.collect({ ...setting, callMs: 0, budgetMs: pass.share * setting.request.timeBudgetMs }))
}
