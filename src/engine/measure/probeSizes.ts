import type { Resize, TimingPass } from '../../protocol/runnerTask.ts'
import type { PassEnd } from '../child/passEnd.ts'
import type { PassSession } from './passSession.ts'
import { largestSize, nextSize, planScaling, smallestSize } from './scalingPlan.ts'
import type { ScalingPlan } from './scalingPlan.ts'

type Unfinished = Exclude<PassEnd, { readonly kind: 'finished' }>

/** What was found out about the sizes that a function can be measured with. */
export interface ProbedSizes {
  readonly plan: ScalingPlan
  readonly repeats: Resize['repeats']
  /** The largest size whose calls are short enough; null where not even the smallest is. */
  readonly largest: number | null
  /** Why the next one was not: it took so long a call, or ended like this. Null where there was no need for a larger one. */
  readonly limit: { readonly size: number; readonly callMs: number } | { readonly size: number; readonly end: Unfinished } | null
}

/** Milliseconds of the calls that tell how long one takes. */
const probe = { warmUpMs: 4, measureMs: 12 }

/** A call may take this many times what is allowed before its process is ended, and a second at least. */
const patience = 10
const leastPatienceMs = 1000

/**
 * Looks for the largest size: upwards, in a process each, as what is too large may never end. Where the function throws at values
 * that it was not given, it gets the given ones again.
 * @param onSize told each size before it is tried
 * @returns how the first process ended, where that gave no time: larger sizes would not either
 */
export async function probeSizes(session: PassSession, budgetMs: number, onSize: (size: number) => void): Promise<ProbedSizes | Unfinished> {
  const varied = await probeUpwards(session, budgetMs, 'varied', onSize)
  const end = 'kind' in varied ? varied : varied.limit !== null && 'end' in varied.limit ? varied.limit.end : null
  if (end === null || end.kind !== 'failed' || end.message.stage !== 'call') return varied
  const same = await probeUpwards(session, budgetMs, 'same', onSize)
  if ('kind' in same) return same.kind === 'failed' ? varied : same
  return 'kind' in varied || (same.largest ?? 0) > (varied.largest ?? 0) ? same : varied
}

async function probeUpwards(session: PassSession, budgetMs: number, repeats: Resize['repeats'], onSize: (size: number) => void): Promise<ProbedSizes | Unfinished> {
  const loadedBefore = session.loadingMs
  let size = smallestSize
  let largest: number | null = null
  let limit: ProbedSizes['limit'] = null
  let plan: ScalingPlan | null = null
  let silenceMs: number | undefined
  for (;;) {
    onSize(size)
    let end = await session.run(passOf(size, repeats), [], silenceMs)
    // Once more, lest another program's turn decides.
    if (plan !== null && end.kind === 'finished' && end.result.kind === 'timing' && end.result.medianMs > plan.longestCallMs) end = await session.run(passOf(size, repeats), [], silenceMs)
    if (end.kind === 'cancelled' || end.kind === 'denied') return end
    if (plan === null) {
      if (end.kind !== 'finished') return end
      const loadingMs = session.loadingMs - loadedBefore
      plan = planScaling(budgetMs, loadingMs)
      silenceMs = Math.max(patience * plan.longestCallMs, leastPatienceMs) + 2 * loadingMs
    }
    const callMs = end.kind === 'finished' && end.result.kind === 'timing' ? end.result.medianMs : null
    if (callMs !== null && callMs <= plan.longestCallMs) {
      largest = size
      if (size >= largestSize) return { plan, repeats, largest, limit }
      size = nextSize(size, callMs, plan)
    } else if (callMs !== null) {
      limit = { size, callMs }
    } else if (end.kind !== 'finished') {
      limit = { size, end }
    }
    if (limit === null) continue
    // A step of more than two may have gone too far: the sizes in between are tried from above.
    size = Math.min(size, limit.size / 2)
    if (largest === null || size <= largest) return { plan, repeats, largest, limit }
  }
}

function passOf(size: number, repeats: Resize['repeats']): TimingPass {
  return { kind: 'timing', resize: { size, warmUpSizes: [smallestSize], repeats }, ...probe }
}
