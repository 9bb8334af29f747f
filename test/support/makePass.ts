import { HeatlineError } from '../../src/core/heatlineError.ts'
import { bundleUnderLock } from '../../src/engine/bundleUnderLock.ts'
import type { EvidenceFound, EvidencePass } from '../../src/engine/evidence/evidencePass.ts'
import { openPassSession } from '../../src/engine/measure/passSession.ts'
import { findSubject } from '../../src/engine/subject.ts'
import { profileRequest } from './profileFile.ts'
import type { ProfileFileRequest } from './profileFile.ts'

const nothing = (): void => undefined

/** Makes one evidence pass, without the others and what comes before them, with the built runner in `dist/`. */
export async function makePass(pass: EvidencePass, budgetMs: number, wanted: ProfileFileRequest): Promise<EvidenceFound> {
  const request = await profileRequest(wanted)
  const { code, entryFile, overlays, profiled } = findSubject(request)
  const { signal } = new AbortController()
  return await bundleUnderLock({ ...request, file: entryFile, overlays }, { id: profiled.id, code }, { onStage: nothing }, signal, async ({ bundle, directory }) => {
    if (bundle instanceof HeatlineError) throw bundle
    const session = openPassSession(request, bundle, directory, { onLog: nothing, onOutput: wanted.events?.onOutput ?? nothing, onPrepared: nothing }, signal)
    return await pass.collect({ request, bundle, directory, session, callMs: 1, budgetMs, signal })
  })
}
