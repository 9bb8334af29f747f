import { assertNever } from '../core/assertNever.ts'
import type { Outcome } from '../core/outcome.ts'

/**
 * Exit codes that scripts rely on: they are documented in `--help` and do not change. 1 is kept for a check that
 * failed; 70 is a bug of Heatline's, as in sysexits.h.
 */
export const exitCodes = { done: 0, checkFailed: 1, usage: 2, workload: 3, cancelled: 130, internal: 70 } as const

/** The exit code that tells a run's outcome. */
export function exitCodeOf(outcome: Outcome): number {
  switch (outcome) {
    case 'completed':
      return exitCodes.done
    case 'cancelled':
      return exitCodes.cancelled
    case 'failed':
    case 'denied':
    case 'timedOut':
      return exitCodes.workload
    default:
      return assertNever(outcome)
  }
}
