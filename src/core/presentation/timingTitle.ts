import type { Run } from '../comparison/run.ts'
import { isTooQuickToTell } from '../statistics/tooQuickToTell.ts'
import { formatDuration } from './formatDuration.ts'
import { formatPlusMinus } from './formatPlusMinus.ts'
import { formatRate, ratePerSecond } from './formatRate.ts'

/**
 * A run's time in one line, `12.4 µs ±1.2% · 80.6k/s`: without ± where there is no interval, `<1 ns` for what is as quick
 * as an empty call, null where nothing was timed. Where another function's calls are timed it begins with that one's name.
 */
export function timingTitle(run: Pick<Run, 'timing' | 'workload'>): string | null {
  const timing = run.timing
  if (timing === null) return null
  const whose = run.workload.kind === 'within' ? `${run.workload.caller.name} ` : ''
  if (isTooQuickToTell(timing)) return `${whose}<1 ns`
  const rate = ratePerSecond(timing.medianMs)
  const plusMinus = timing.confidenceIntervalMs === null ? '' : formatPlusMinus(timing.medianMs, timing.confidenceIntervalMs)
  const time = `${whose}${[formatDuration(timing.medianMs), plusMinus].filter((part) => part !== '').join(' ')}`
  return rate === null ? time : `${time} · ${formatRate(rate)}`
}
