import type { BlockingPass } from '../../protocol/runnerTask.ts'
import { callRounds } from '../calls/callRounds.ts'
import type { WorkloadCalls } from '../calls/workloadCalls.ts'
import { send } from '../channel.ts'
import { now } from '../clock.ts'
import type { BlockingWatch } from '../evidence/blockingWatch.ts'
import type { Stretches } from '../evidence/loopWatch.ts'

/** Rounds of all rows that are watched, where time allows. */
const mostRounds = 10_000

/** V8's first, slow calls are told only where there are no others. */
const shareOfWarmUp = 0.3

/**
 * Tells what holds the thread in calls, and for how long at a stretch. Where the first call takes all of the time, it is the one that is told.
 * @param watch which began before the first call
 */
export async function watchBlocking(calls: WorkloadCalls, pass: BlockingPass, watch: BlockingWatch): Promise<void> {
  const { loop } = watch
  const stretches: Stretches[] = []
  // A plain call is itself the stretch.
  const stretchesOf = async (ms: number): Promise<Stretches> => (calls.isAsync ? await loop.end() : { longestMs: ms, blockedMs: ms })
  let callsMs = 0
  let countBefore = 0
  let thrownBefore = 0
  if (calls.firstCallMs >= pass.measureMs) {
    callsMs = calls.firstCallMs
    stretches.push(await stretchesOf(callsMs))
  } else {
    if (calls.firstCallMs < pass.measureMs * shareOfWarmUp) await callRounds(calls, pass.measureMs * shareOfWarmUp, mostRounds)
    send({ kind: 'stage', stage: 'measure' })
    // To a turn in which nothing else is left to do.
    await loop.end()
    countBefore = calls.count
    thrownBefore = calls.thrown
    watch.take()
    await callRounds(calls, pass.measureMs * (1 - shareOfWarmUp), mostRounds, {
      before: () => { loop.begin() },
      async after(ms) {
        callsMs += ms
        stretches.push(await stretchesOf(ms))
      },
    })
  }
  const taken = watch.take()
  const { count, thrown, firstError } = calls
  if (thrown === count && firstError !== null) return send({ kind: 'failed', stage: 'call', error: firstError })
  const longest = stretches.map(({ longestMs }) => longestMs).toSorted((a, b) => a - b)
  send({
    kind: 'blocking',
    ...taken,
    eventLoop: {
      longestMs: longest.at(-1) ?? 0,
      meanMs: longest.reduce((sum, ms) => sum + ms, 0) / longest.length,
      p99Ms: longest[Math.ceil(0.99 * longest.length) - 1] ?? 0,
      blockedShare: callsMs === 0 ? 1 : Math.min(1, stretches.reduce((sum, { blockedMs }) => sum + blockedMs, 0) / callsMs),
    },
    calls: count - countBefore,
    thrown: thrown - thrownBefore,
    measuringMs: now() - calls.startedAt,
  })
}
