import { pathToFileURL } from 'node:url'
import { joinProfiles } from '../../core/profile/joinProfiles.ts'
import type { StackProfile } from '../../core/profile/stackProfile.ts'
import type { AttributionPass } from '../../protocol/runnerTask.ts'
import type { WorkloadCalls } from '../calls/workloadCalls.ts'
import { send } from '../channel.ts'
import { computingMs, now, waitedMs } from '../clock.ts'
import type { Recorder } from '../recorders/recorder.ts'
import { warmUp } from './warmUp.ts'

/** A busy machine may stretch a window to this many times its length, and this often it is asked whether that is enough. */
const mostStretch = 3
const stretches = 8

/**
 * Samples calls until there are enough samples of the run or the time is over, one call at least. Where warm-up leaves
 * no time for another call, the first call is what was sampled, with its slow start.
 * @param opened `computingMs` when the open window began, just before the first call
 */
export async function sampleCalls(calls: WorkloadCalls, pass: AttributionPass, recorder: Recorder, opened: number, bundlePath: string): Promise<void> {
  const windows: StackProfile[] = []
  let callsMs = 0
  let countBefore = 0
  let thrownBefore = 0
  let computingBefore = opened
  let computed = computingMs()
  // Of a first call that is all there is, with what loading waited.
  let waitedBefore = 0
  let waited = waitedMs()
  let deadline = calls.startedAt + pass.warmUpMs + pass.measureMs
  if (calls.firstCallMs >= pass.measureMs) {
    windows.push(recorder.nextWindow())
    callsMs = calls.firstCallMs
  } else {
    send({ kind: 'stage', stage: 'warmUp' })
    const { batchSize, extendedMs } = await warmUp(calls, pass.warmUpMs)
    deadline += extendedMs
    const stretchedEnd = deadline + (mostStretch - 1) * pass.measureMs
    if (calls.thrown < calls.count || calls.count === 1) {
      send({ kind: 'stage', stage: 'measure' })
      computingBefore = computingMs()
      waitedBefore = waitedMs()
      recorder.nextWindow()
      countBefore = calls.count
      thrownBefore = calls.thrown
      const windowOpened = now()
      let samples = 0
      let isStarved = false
      do {
        // Looking at the samples costs milliseconds: it is done when there should be enough.
        const msPerSample = samples === 0 ? pass.samplingIntervalUs / 1000 : (now() - windowOpened) / samples
        const missingMs = (pass.enoughSamples - samples) * msPerSample
        const due = isStarved ? Math.min(now() + pass.measureMs / stretches, stretchedEnd) : deadline
        const end = Math.min(due, now() + Math.max(missingMs, 10))
        do {
          const elapsed = calls.batch(batchSize)
          callsMs += typeof elapsed === 'number' ? elapsed : await elapsed
        } while (now() < end)
        computed = computingMs()
        waited = waitedMs()
        const window = recorder.nextWindow()
        windows.push(window)
        samples += samplesOfRun(window, bundlePath)
        const ownMs = computed - computingBefore + waited - waitedBefore
        isStarved = now() >= deadline && ownMs < (pass.enoughOwnMs ?? 0)
      } while (samples < pass.enoughSamples && now() < (isStarved ? stretchedEnd : deadline))
    }
  }
  recorder.stop()

  const { count, thrown, firstError } = calls
  const [first, ...others] = windows
  if (first === undefined || (thrown === count && firstError !== null)) {
    send({ kind: 'failed', stage: 'call', error: firstError ?? { name: 'Internal error', message: 'No window was recorded.', stack: null } })
    return
  }
  send({
    kind: 'attribution',
    profile: joinProfiles(first, ...others),
    calls: count - countBefore,
    callsMs,
    computingMs: computed - computingBefore,
    waitingMs: waited - waitedBefore,
    thrown: thrown - thrownBefore,
    measuringMs: now() - calls.startedAt,
  })
}

/** Samples in the bundle, below it, or in garbage collection: about those that attribution will count. */
function samplesOfRun(profile: StackProfile, bundlePath: string): number {
  const bundleUrl = pathToFileURL(bundlePath).href
  const belongs: boolean[] = []
  let samples = 0
  profile.nodes.forEach((node, index) => {
    belongs[index] = node.url === bundlePath || node.url === bundleUrl || node.functionName === '(garbage collector)' || belongs[node.parent] === true
    if (belongs[index]) samples += node.hitCount
  })
  return samples
}
