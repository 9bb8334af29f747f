import { dirname } from 'node:path'
import type { Run } from '../core/comparison/run.ts'
import type { Snapshot } from '../core/comparison/snapshot.ts'
import { automaticBaselineName } from './compare/automaticBaseline.ts'
import { gitState } from './git/gitState.ts'
import type { ProfileRequest } from './profileFunction.ts'

/** Keeps a finished run in the history of its workspace. That it could not be is told with the run, and spoils nothing. */
export async function keepRun({ file, text, overlays, keptRuns }: ProfileRequest, run: Run, snapshot: Snapshot | null): Promise<Run> {
  // SQLite comes with it: nothing that a first annotation should wait for.
  const [{ storeRun }, { defaultRetention }, git] = await Promise.all([import('./store/storeRun.ts'), import('./store/openStore.ts'), gitState(dirname(file), file)])
  const { messages } = await storeRun({
    run,
    text,
    overlays,
    git,
    snapshot,
    retention: { ...defaultRetention, ...(keptRuns !== undefined && { runsEach: keptRuns }) },
    // Without commits the first run is what later ones are compared with.
    firstIs: git === null && snapshot !== null ? automaticBaselineName : null,
  })
  return messages.length === 0 ? run : { ...run, warnings: [...run.warnings, ...messages] }
}
