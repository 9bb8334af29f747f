import type { Timing } from '../../core/comparison/run.ts'
import type { Workload } from '../../core/comparison/workload.ts'
import { formatDuration } from '../../core/presentation/formatDuration.ts'
import type { Attribution } from '../../core/profile/attribution.ts'
import type { SourceFunction } from '../../core/source/sourceFunction.ts'

/** Samples below the function, from which on its share is worth a time. */
const enoughSamples = 100

/**
 * Says what the time is of where another function's calls are timed, how often each of them calls this one, and what a call of this
 * one takes by its share: only where its share is known, and its calls are over when they return.
 */
export function nestedCalls(workload: Workload, target: SourceFunction, attribution: Attribution | null, timing: Timing | null): readonly string[] {
  if (workload.kind !== 'within' || timing === null) return []
  const { name, callsEach } = workload.caller
  const often = `The time is that of a call of \`${name}\`, which calls \`${target.name}\` ${timesOf(callsEach)}`
  const samples = attribution?.functionSamples ?? 0
  const knowsShare = attribution !== null && samples >= enoughSamples && attribution.stackSamples > 0 && !target.isAsync && !target.isGenerator && callsEach > 0
  return [knowsShare ? `${often}: about ${formatDuration((timing.medianMs * samples) / attribution.stackSamples / callsEach)} each, by its share of the time.` : `${often}.`]
}

function timesOf(count: number): string {
  if (count === 1) return 'once'
  return `${count < 10 ? Number(count.toPrecision(2)) : Math.round(count).toLocaleString('en-US')} times on average`
}
