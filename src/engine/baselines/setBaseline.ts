import type { Run } from '../../core/comparison/run.ts'
import { HeatlineError } from '../../core/heatlineError.ts'
import { automaticBaselineName } from '../compare/automaticBaseline.ts'
import { openStore } from '../store/openStore.ts'
import { sharedCommit, writeBaseline } from './baselines.ts'

/**
 * Makes a finished run what its function is compared with under a name.
 * @returns sentences for people: what could not be shared, what became of a broken history
 * @throws HeatlineError when the run is none that can be made again, the name is Heatline's own, or the history cannot be written
 */
export function setBaseline({ id, root, function: { id: functionId, name: functionName } }: Pick<Run, 'id' | 'root'> & { readonly function: Pick<Run['function'], 'id' | 'name'> }, name: string): readonly string[] {
  if (name === automaticBaselineName) throw new HeatlineError(`A baseline cannot be named ${name}: that is what Heatline calls the first run.`)
  const store = openStore(root)
  try {
    const run = store.run(id)
    if (run === null) throw new HeatlineError(`The run of \`${functionName}\` was not kept, so it cannot be a baseline.`)
    if (run.snapshotId === null) throw new HeatlineError(`\`${functionName}\` was run by a test, or by code that cannot be kept: it cannot be run again, so it cannot be a baseline. Choose other inputs, or name a call.`)
    store.pin(id, name)
    const kept = writeBaseline(root, { functionId, name, commit: sharedCommit(run), setAt: Date.now() })
    return [...(kept.kept ? [] : [kept.reason]), ...store.notices]
  } finally {
    store.close()
  }
}
