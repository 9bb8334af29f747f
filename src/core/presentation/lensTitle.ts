import type { Run } from '../comparison/run.ts'
import { describeOutcome } from './describeRun.ts'
import { timingTitle } from './timingTitle.ts'

/**
 * The title of a function's lens after its last run: `Profile · 12.4 µs ±1.2% · 80.6k/s`.
 * The time of a function that is measured within another names that one.
 * @param bodyHash of the function as it is now, null where it is not known: then nothing is called stale
 */
export function lensTitle(run: Pick<Run, 'outcome' | 'timing' | 'function' | 'workload'> | null, bodyHash: string | null): string {
  if (run === null) return 'Profile'
  const figures = timingTitle(run)
  if (figures === null) return run.outcome === 'completed' ? 'Profile' : `Profile · ${describeOutcome(run.outcome)}`
  const isStale = bodyHash !== null && bodyHash !== run.function.bodyHash
  return ['Profile', figures, ...(isStale ? ['stale'] : [])].join(' · ')
}
