import { Session } from 'node:inspector'
import type { Profiler } from 'node:inspector'
import { executedOffsets } from './executedOffsets.ts'

/** Says which offsets of one script ran since it was last asked. */
export interface PreciseCoverage {
  /** Forgets what ran so far. */
  reset(): void
  /** Indices of the offsets that ran since then. */
  executed(): readonly number[]
}

/**
 * Starts V8's precise coverage by block. To be called before the script is loaded, in a process that does not
 * optimise: what is inlined there counts no more.
 * @param offsets ascending
 */
export function startPreciseCoverage(isScript: (url: string) => boolean, offsets: readonly number[]): PreciseCoverage {
  const session = new Session()
  session.connect()
  session.post('Profiler.enable')
  session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: true })
  const take = (): readonly Profiler.FunctionCoverage[] => {
    let result: readonly Profiler.ScriptCoverage[] = []
    session.post('Profiler.takePreciseCoverage', (_, taken) => { result = taken.result })
    return result.filter(({ url }) => isScript(url)).flatMap(({ functions }) => functions)
  }
  return {
    reset: () => { take() },
    executed: () => executedOffsets(take(), offsets),
  }
}
