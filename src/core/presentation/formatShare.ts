import type { Interval } from '../statistics/interval.ts'

/** A share from 0 to 1 for people: `38%`, `0.4%`, `<0.1%`, `0%`. */
export function formatShare(share: number): string {
  return `${percentage(share)}%`
}

/** An interval of shares from 0 to 1 for people: `36–40%`. */
export function formatShareInterval(interval: Interval): string {
  const low = percentage(interval.low)
  const high = percentage(interval.high)
  return low === high ? `${low}%` : `${low}–${high}%`
}

function percentage(share: number): string {
  const percent = share * 100
  if (percent <= 0) return '0'
  if (percent < 0.05) return '<0.1'
  const tenths = percent.toFixed(1)
  return Number(tenths) < 1 ? tenths : percent.toFixed(0)
}
