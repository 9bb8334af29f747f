import type { Dismissal } from '../insights/dismissal.ts'
import type { Insight } from '../insights/insight.ts'
import { isConfirmed } from '../insights/measuredEffect.ts'
import type { MeasuredEffect } from '../insights/measuredEffect.ts'
import type { Interval } from '../statistics/interval.ts'
import { formatShare } from './formatShare.ts'

/** `high · quick win` */
export function describeWeight({ priority, effort }: Pick<Insight, 'priority' | 'effort'>): string {
  return `${priority} · ${effort}`
}

/** `62% of the time` */
export function describeShare(insight: Pick<Insight, 'share' | 'goals'>): string {
  return `${formatShare(insight.share)} of the ${isOfBytes(insight) ? 'bytes' : 'time'}`
}

/** Whether its share is one of bytes: it serves nothing but memory. */
export function isOfBytes({ goals }: Pick<Insight, 'goals'>): boolean {
  return goals.every((goal) => goal === 'memory')
}

/** `dismissed on 2026-01-31: never more than ten elements` */
export function describeDismissal({ reason, dismissedAt }: Pick<Dismissal, 'reason' | 'dismissedAt'>): string {
  return `dismissed on ${new Date(dismissedAt).toISOString().slice(0, 10)}: ${reason}`
}

/** `expected: 1.3 to 2.6 times as fast`. Where what is saved grows with the inputs, the most is a guess. */
export function describeExpected({ low, high }: Interval): string {
  return `expected: ${times(low)} to ${high > 100 ? 'over 100' : times(high)} times as fast`
}

/** `tried: 1.8x faster [1.7, 1.9], same answers` */
export function describeMeasured(effect: MeasuredEffect): string {
  const { ratio, confidenceInterval, sameAnswers, message } = effect
  if (ratio === null || confidenceInterval === null) return `tried: ${message ?? 'it could not be measured'}`
  const interval = `[${times(confidenceInterval.low)}, ${times(confidenceInterval.high)}]`
  const speed = isConfirmed({ ...effect, sameAnswers: true }) ? `${times(ratio)}x faster ${interval}` : `no gain, ${times(ratio)}x ${interval}`
  const answers = sameAnswers === true ? 'same answers' : sameAnswers === false ? 'OTHER answers: not to be taken over' : 'whether the answers are the same cannot be told'
  return `tried: ${speed}, ${answers}${sameAnswers === true || message === null ? '' : `. ${message}`}`
}

function times(ratio: number): string {
  return ratio >= 10 ? ratio.toFixed(0) : ratio >= 2 ? ratio.toFixed(1) : ratio.toFixed(2)
}
