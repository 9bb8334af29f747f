/** How the time of a scaling measurement is spent: every size in every round, each time in a process of its own. */
export interface ScalingPlan {
  readonly sizes: number
  readonly rounds: number
  readonly warmUpMs: number
  readonly measureMs: number
  /** A size with which a call takes longer is too large: some calls must fit into a process's time. */
  readonly longestCallMs: number
}

/** The first size that is tried. */
export const smallestSize = 4

/** Larger inputs measure the memory more than the function, and take long to make. */
export const largestSize = 131_072

/** What a scaling measurement may take of the budget for one profile, as there are many sizes to time. */
export const budgetsOfScaling = 3

/** Two more than a line needs, so that small sizes can be left out. */
const mostSizes = 7

const mostRounds = 6

/** A module that takes longer to load is loaded less often; a budget below that asks for haste. */
const slowLoadingMs = 500
const hastyBudgetMs = 1000
const sizesOfSlow = 6
const roundsOfSlow = 4

const shareOfWarmUp = 0.35

/** Calls that fit into a process's time at the largest size: that short, some of them go by without another program's turn. */
const fewestCalls = 12

/** What looking for sizes takes of the time. */
const shareOfProbing = 0.1

/** @param loadingMs what starting and loading takes, for one process */
export function planScaling(budgetMs: number, loadingMs: number): ScalingPlan {
  const isSlow = loadingMs > slowLoadingMs || budgetMs < hastyBudgetMs
  const sizes = isSlow ? sizesOfSlow : mostSizes
  const rounds = isSlow ? roundsOfSlow : mostRounds
  const share = (budgetMs * (1 - shareOfProbing)) / (sizes * rounds)
  return { sizes, rounds, warmUpMs: share * shareOfWarmUp, measureMs: share * (1 - shareOfWarmUp), longestCallMs: share / fewestCalls }
}

/**
 * The next larger size to try. Quick calls allow larger steps: eight times the size is 512 times the time of a cubic function.
 * @param callMs what a call takes at `size`
 */
export function nextSize(size: number, callMs: number, { longestCallMs }: Pick<ScalingPlan, 'longestCallMs'>): number {
  const factor = callMs * 512 <= longestCallMs ? 8 : callMs * 64 <= longestCallMs ? 4 : 2
  return Math.min(size * factor, largestSize)
}

/** The sizes to measure, smallest first: halves of the largest one. A size of 1 is none: its logarithm is 0. */
export function sizesBelow(largest: number, count: number): readonly number[] {
  return Array.from({ length: count }, (_, index) => largest / 2 ** index).filter((size) => size >= 2).toReversed()
}

/** In another order each round, every other one the reverse: a machine that becomes slower must not look like growth. */
export function orderInRound(sizes: readonly number[], round: number): readonly number[] {
  const shift = (Math.floor(round / 2) * 3) % sizes.length
  const order = [...sizes.slice(shift), ...sizes.slice(0, shift)]
  return round % 2 === 0 ? order : order.toReversed()
}

/**
 * Sizes of the calls that V8 is warmed up with. A function that loops for long in each of few calls may stay in a slow tier for
 * good: a sum over 131,072 numbers took 14 to 26 times as long in half of the processes on Node 22 and 24, over 16,384 in few.
 * Calls of the smallest size are many; those of the third go where the smallest has nothing to do.
 */
export function warmUpSizes(sizes: readonly number[]): readonly number[] {
  return sizes.filter((_, index) => index === 0 || index === 2)
}
