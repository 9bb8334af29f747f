import { GCProfiler } from 'node:v8'
import type { CollectionKind, Pause } from '../../core/evidence/collections.ts'
import type { CollectionsPass } from '../../protocol/runnerTask.ts'
import type { WorkloadCalls } from '../calls/workloadCalls.ts'
import { send } from '../channel.ts'
import { now, waitedMs } from '../clock.ts'
import { warmUp } from './warmUp.ts'

/** Pauses that are told, at most: the rest of the window is left out. */
const mostPauses = 20_000

/** Makes calls as a timing pass does, and tells of each collection meanwhile. */
export async function watchCollections(calls: WorkloadCalls, pass: CollectionsPass): Promise<void> {
  send({ kind: 'stage', stage: 'warmUp' })
  const { batchSize } = await warmUp(calls, pass.warmUpMs)
  send({ kind: 'stage', stage: 'measure' })
  const countBefore = calls.count
  const thrownBefore = calls.thrown
  const waitedBefore = waitedMs()
  const began = now()
  const profiler = new GCProfiler()
  profiler.start()
  do {
    const elapsed = calls.batch(batchSize)
    if (typeof elapsed !== 'number') await elapsed
  } while (now() < began + pass.measureMs)
  // Pauses grow with everything else while other programs hold the processor.
  const computed = now() - began - (waitedMs() - waitedBefore)
  const pauses = (profiler.stop()?.statistics ?? []).map(({ gcType, cost }): Pause => ({ kind: kindOf(gcType), ms: cost / 1000 }))
  const { count, thrown, firstError } = calls
  if (thrown === count && firstError !== null) return send({ kind: 'failed', stage: 'call', error: firstError })
  send({ kind: 'collections', pauses: pauses.slice(0, mostPauses), calls: count - countBefore, computingMs: Math.max(0, computed), thrown: thrown - thrownBefore, measuringMs: now() - calls.startedAt })
}

/** From the names in Node's `src/node_v8.cc`. */
function kindOf(gcType: string): CollectionKind {
  switch (gcType) {
    case 'MarkSweepCompact': return 'major'
    case 'IncrementalMarking': return 'incremental'
    case 'ProcessWeakCallbacks': return 'weakCallbacks'
    default: return 'minor'
  }
}
