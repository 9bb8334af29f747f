import type { OptimisationLogPass } from '../../protocol/runnerTask.ts'
import type { WorkloadCalls } from '../calls/workloadCalls.ts'
import { send } from '../channel.ts'
import { now } from '../clock.ts'
import type { OptimisationLog } from '../evidence/optimisationLog.ts'
import { warmUp } from './warmUp.ts'

/** Accesses are logged no longer when the log has grown by this: computed properties of many names can miss each time. */
const mostBytes = 8_000_000

/** Looks at the log's length while calls become warm. */
const looks = 10

/**
 * Makes calls until they are warm, while V8 logs accesses as well, and then some more. Where one call takes all the time there is, what it
 * showed counts as warm.
 * @param loadedBytes the log's length before the first call
 */
export async function logOptimisation(calls: WorkloadCalls, pass: OptimisationLogPass, log: OptimisationLog, loadedBytes: number): Promise<void> {
  let warmBytes = loadedBytes
  let sawAllAccesses = true
  if (calls.firstCallMs < pass.warmUpMs + pass.measureMs) {
    send({ kind: 'stage', stage: 'warmUp' })
    let batchSize = 1
    for (let look = 1; look <= looks; look++) {
      batchSize = (await warmUp(calls, pass.warmUpMs * look / looks)).batchSize
      if (sawAllAccesses && log.bytes() - loadedBytes > mostBytes) {
        sawAllAccesses = false
        log.leaveAccesses()
      }
    }
    log.leaveAccesses()
    send({ kind: 'stage', stage: 'measure' })
    warmBytes = log.bytes()
    const end = now() + pass.measureMs
    do {
      const elapsed = calls.batch(batchSize)
      if (typeof elapsed !== 'number') await elapsed
    } while (now() < end)
  }
  const { count, thrown, firstError } = calls
  if (thrown === count && firstError !== null) return send({ kind: 'failed', stage: 'call', error: firstError })
  send({ kind: 'optimisationLog', logPath: log.path, loadedBytes, warmBytes, sawAllAccesses, calls: count, thrown, measuringMs: now() - calls.startedAt })
}
