import type { SamplingPlan } from '../measure/passPlan.ts'

/** How the passes of both versions are spent. */
export interface ExplainingPlan {
  /** Processes of each version that sample its lines. */
  readonly rounds: number
  readonly lines: SamplingPlan
  /** Of the process of each that samples who called; null where there is no time for it. */
  readonly callers: SamplingPlan | null
  /** Of the process of each that tells what lines allocate; null where there is no time for it. */
  readonly bytes: SamplingPlan | null
}

/** A line of a tenth of the time is then known to within 2.4 points (1.96 * sqrt(0.1 * 0.9 / 600)), from each process. */
const lines: SamplingPlan = { warmUpMs: 70, measureMs: 200 }
const callers: SamplingPlan = { warmUpMs: 50, measureMs: 120 }
const bytes: SamplingPlan = { warmUpMs: 60, measureMs: 60 }

/** Two processes of each version: what V8 made of the code in one of them by chance is then seen to be that. */
const rounds = 2

/** A call may take this long before each version is sampled in one process only, and before it is not sampled for callers. */
const longForRounds = 400
const longForCallers = 2_000

/** Telling the size of the heap takes a microsecond a statement: short ones take a hundred times as long. */
const longForBytes = 50

/** @param callMs milliseconds of a call of the slower version; null before any was made */
export function planExplaining(callMs: number | null): ExplainingPlan {
  return { rounds: callMs !== null && callMs > longForRounds ? 1 : rounds, lines, callers: callMs !== null && callMs > longForCallers ? null : callers, bytes: callMs !== null && callMs > longForBytes ? null : bytes }
}
