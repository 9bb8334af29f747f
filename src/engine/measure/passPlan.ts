/**
 * How the time budget is spent. Lines are sampled first, because they are what the user waits to see; callers second,
 * where V8 needs a second pass to know them; timing gets all that is left.
 */
export interface PassPlan {
  readonly lines: SamplingPlan
  readonly callers: SamplingPlan
}

/** Milliseconds of one sampling pass. */
export interface SamplingPlan {
  readonly warmUpMs: number
  readonly measureMs: number
}

/** A batch that holds each row of inputs once may take this share of a process's time for measuring. */
const shareOfRound = 0.1

/**
 * How many rows of inputs the calls of a timing process take in turn: a process must get through all of them several times, and
 * all processes through the same.
 * @param callMs what a call took while it was sampled, in the mean of all rows
 */
export function rowsInTime(rowCount: number, callMs: number, measureMs: number): number {
  return callMs <= 0 ? rowCount : Math.max(1, Math.min(rowCount, Math.floor((measureMs * shareOfRound) / callMs)))
}

/** How the remaining budget is split over fresh processes. */
export interface TimingPlan {
  readonly processes: number
  readonly warmUpMs: number
  readonly measureMs: number
}

/** Six processes are the fewest whose sign-test interval reaches 95% (two-sided p of 2 in 64). */
export const fewestForInterval = 6

/** Nine are the fewest whose interval one disturbed process cannot widen (96.1% without the outermost of each side). */
const timingProcesses = 9

/** A module that takes longer to load than this is loaded no more often than the interval needs. */
const slowLoadingMs = 250

/** On a busy machine sampling can take all of the budget. Calls of which a hundred fit into it are timed in this share of it all the same. */
const shareOfShortCalls = 0.2

/** Samples after which a share of one half is known to within 1.5 points (1.96 * sqrt(0.25 / 4400)). */
export const enoughSamples = 4400

/** Microseconds between stack samples. Each takes 7 to 10 of them: at 100 some code ran 1.13 times as long as unsampled. */
export const samplingIntervalUs = 125

/** @param budgetMs milliseconds of measuring in all */
export function planPasses(budgetMs: number): PassPlan {
  return {
    lines: { warmUpMs: budgetMs * 0.1, measureMs: budgetMs * 0.29 },
    callers: { warmUpMs: budgetMs * 0.06, measureMs: budgetMs * 0.18 },
  }
}

/**
 * Nine processes where each can make at least one call; fewer where a call is long, and none where not even one call
 * fits, so that a slow function is never run more often than the budget allows.
 * @param spentMs what sampling took of the budget
 * @param callMs what a call took while it was sampled
 * @param loadingMs what starting and loading took, for one process
 */
export function planTiming(budgetMs: number, spentMs: number, callMs: number, loadingMs: number): TimingPlan {
  const remainingMs = Math.max(budgetMs - spentMs, callMs * 100 <= budgetMs ? budgetMs * shareOfShortCalls : 0)
  const most = loadingMs > slowLoadingMs ? fewestForInterval : timingProcesses
  const processes = Math.max(0, Math.min(most, Math.floor(remainingMs / callMs)))
  const share = processes === 0 ? 0 : remainingMs / processes
  const warmUpMs = share < 2 * callMs ? 0 : share * 0.35
  return { processes, warmUpMs, measureMs: share - warmUpMs }
}
