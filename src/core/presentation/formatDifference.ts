import type { Interval } from '../statistics/interval.ts'

/** A ratio as percent, without a sign: `18`, `4.2`, `0.31`, `0`. Two significant digits below ten, whole percents above, without a comma: intervals have one. */
function percentText(ratio: number): string {
  const percent = Math.abs(ratio) * 100
  if (percent < 0.005) return '0'
  if (percent < 0.995) return percent.toFixed(2).replace(/0$/, '')
  return percent < 9.95 ? percent.toFixed(1).replace(/\.0$/, '') : percent.toFixed(0)
}

/** `18%`, `4.2%`, whichever way it goes. */
export function formatPercent(ratio: number): string {
  return `${percentText(ratio)}%`
}

/** `+18%`, `−4.2%`, `0%`. */
export function formatSigned(ratio: number): string {
  const text = percentText(ratio)
  return `${text === '0' ? '' : ratio < 0 ? '−' : '+'}${text}%`
}

/**
 * A difference with its interval, in the direction that it has: `18% [15, 21]`. Where the interval reaches to the other side
 * that end is negative: `1.2% [−0.4, 2.8]`.
 */
export function formatDifference(relativeDifference: number, interval: Interval | null): string {
  if (interval === null) return formatPercent(relativeDifference)
  const sign = relativeDifference < 0 ? -1 : 1
  const ends = [interval.low * sign, interval.high * sign].toSorted((a, b) => a - b)
  return `${formatPercent(relativeDifference)} [${ends.map((end) => `${end < 0 && percentText(end) !== '0' ? '−' : ''}${percentText(end)}`).join(', ')}]`
}

/** How far from none an interval reaches: `±1.2%`. */
export function formatWithin({ low, high }: Interval): string {
  return `±${formatPercent(Math.max(Math.abs(low), Math.abs(high)))}`
}
