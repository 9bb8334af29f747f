import type { Run } from '../../comparison/run.ts'
import { describeTiming } from '../describeRun.ts'
import { formatBytes } from '../formatBytes.ts'
import { formatDuration } from '../formatDuration.ts'
import { formatPlusMinus } from '../formatPlusMinus.ts'
import { formatRate, ratePerSecond } from '../formatRate.ts'
import { formatShare, formatShareInterval } from '../formatShare.ts'
import { isTooQuickToTell } from '../../statistics/tooQuickToTell.ts'

/** One number of a run, with what it rests on. */
export interface Figure {
  readonly name: string
  readonly value: string
  /** Empty where there is nothing to add. */
  readonly note: string
}

/** What was measured of a run as a whole. */
export function figuresOf({ timing, workload, allocatedBytesPerCall, waitingShare, attribution }: Pick<Run, 'timing' | 'workload' | 'allocatedBytesPerCall' | 'waitingShare' | 'attribution'>): readonly Figure[] {
  const figures: Figure[] = []
  if (timing !== null) {
    const isKnown = !isTooQuickToTell(timing)
    const { medianMs, confidenceIntervalMs: interval } = timing
    figures.push({
      name: workload.kind === 'within' ? `Time per call of ${workload.caller.name}` : 'Time per call',
      value: isKnown ? [formatDuration(medianMs), ...(interval === null ? [] : [formatPlusMinus(medianMs, interval)])].join(' ') : '<1 ns',
      note: [...(isKnown && interval !== null ? [`95%: ${formatDuration(interval.low)} to ${formatDuration(interval.high)}`] : []), describeTiming(timing)].join(', '),
    })
    const rate = isKnown ? ratePerSecond(medianMs) : null
    if (rate !== null) figures.push({ name: 'Throughput', value: formatRate(rate), note: 'calls one after the other' })
  }
  if (allocatedBytesPerCall !== null) figures.push({ name: 'Memory per call', value: formatBytes(allocatedBytesPerCall), note: 'allocated, collected or not' })
  if (typeof waitingShare === 'number' && waitingShare > 0) figures.push({ name: 'Waiting', value: formatShare(waitingShare), note: 'of a call’s time' })
  if (attribution !== null && attribution.garbageCollection.share > 0) {
    figures.push({ name: 'Garbage collection', value: formatShare(attribution.garbageCollection.share), note: `${formatShareInterval(attribution.garbageCollection.interval)} of the stack samples` })
  }
  return figures
}
